import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { storeFlagRule } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from './parse-input'

export const SetFlagRuleInput = z.object({
  key: z.string().max(80),
  isKilled: z.boolean().optional(),
  rolloutPercent: z.number().nullable().optional(),
  requestId: z.string().nullish(),
})

/** The kill switch and the roll-out of a flag, for all tenants at once. */
export async function unscopedSetFlagRule(principal: Principal, fields: z.input<typeof SetFlagRuleInput>): Promise<void> {
  requirePermission(principal, 'flag:set')
  const { requestId, ...rule } = parseInput(SetFlagRuleInput, fields)
  const actor = actorOf(principal)
  const { key, ...detail } = rule
  await catalogDb().$transaction(async (tx) => {
    await storeFlagRule(tx, { ...rule, setBy: `${actor.kind}:${actor.id}` })
    await recordAudit(tx, { actor, action: 'flag.rule-set', subject: { kind: 'flag', id: key }, detail, requestId })
  })
}
