import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { deleteTrial, findTrial, getTenant, storeTrial, type Trial } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { wakeAfterTrial } from './wake-after-trial'

export const SetTrialInput = z.object({
  tenantId: z.uuid(),
  /** The last day that all of it works, where the tenant is; null: it is no trial any more. */
  endsOn: z.iso.date().nullable(),
  requestId: z.string().nullish(),
})

/**
 * A tenant tries the service until a day, or a new day, or is a customer. What an earlier end has done is taken back: it may be written
 * to again, and one that was stopped for it is started. Throws `conflict` for one that is being removed.
 */
export async function setTrial(principal: Principal, fields: z.input<typeof SetTrialInput>): Promise<Trial | null> {
  requirePermission(principal, 'tenant:update')
  const { tenantId, endsOn, requestId } = parseInput(SetTrialInput, fields)
  const { status } = await getTenant(tenantId)
  if (status === 'deleting') throw new AppError('conflict', { message: 'This tenant is about to be removed. Call the removal off first.' })
  await catalogDb().$transaction(async (tx) => {
    if (endsOn === null) await deleteTrial(tx, tenantId)
    else await storeTrial(tx, tenantId, endsOn)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: endsOn === null ? 'trial.removed' : 'trial.set',
      subject: { kind: 'tenant', id: tenantId },
      ...(endsOn !== null && { detail: { endsOn } }),
      requestId,
      tenantId,
    })
  })
  await wakeAfterTrial(tenantId)
  return findTrial(tenantId)
}
