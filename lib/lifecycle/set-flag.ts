import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { explainFlag, type FlagExplanation, storeFlagValue } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from './parse-input'

export const SetFlagInput = z.object({
  tenantId: z.uuid(),
  key: z.string().max(80),
  /** null takes the tenant's own value back. */
  value: z.json(),
  requestId: z.string().nullish(),
})

/** Gives one tenant a value of its own for a flag. Throws `not_found`, and `invalid_input` for a value of another type. */
export async function setFlag(principal: Principal, fields: z.input<typeof SetFlagInput>): Promise<FlagExplanation> {
  requirePermission(principal, 'flag:set')
  const { tenantId, key, value, requestId } = parseInput(SetFlagInput, fields)
  await explainFlag(tenantId, key) // throws for a tenant or flag that is not there
  const actor = actorOf(principal)
  await catalogDb().$transaction(async (tx) => {
    await storeFlagValue(tx, { tenantId, key, value, setBy: `${actor.kind}:${actor.id}` })
    await recordAudit(tx, { actor, action: 'flag.set', subject: { kind: 'flag', id: key }, detail: { value }, requestId, tenantId })
  })
  return explainFlag(tenantId, key)
}
