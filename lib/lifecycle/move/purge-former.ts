import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { purgeCopies } from './purge-copies'

export const PurgeFormerInput = z.object({ moveId: z.uuid(), requestId: z.string().nullish() })

/** Removes the copy that a move left behind, before its time. Throws `not_found`, and `conflict` while the move is not over. */
export async function purgeFormer(principal: Principal, fields: z.input<typeof PurgeFormerInput>): Promise<{ purged: number }> {
  requirePermission(principal, 'tenant:move')
  const { moveId, requestId } = parseInput(PurgeFormerInput, fields)
  const move = await catalogDb().move.findUnique({ where: { id: moveId }, select: { tenantId: true, epoch: true, phase: true } })
  if (!move) throw new AppError('not_found', { message: 'There is no such move.' })
  const { tenantId, epoch, phase } = move
  if (phase !== 'done') throw new AppError('conflict', { message: 'Only the copy of a move that is done can be purged.' })
  await recordAudit(catalogDb(), {
    actor: actorOf(principal),
    action: 'tenant.purge-requested',
    subject: { kind: 'tenant', id: tenantId },
    detail: { moveId },
    requestId,
    tenantId,
  })
  return { purged: await purgeCopies({ tenantId, epoch }) }
}
