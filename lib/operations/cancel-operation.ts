import { type Actor, AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { hurryOperation } from './add-job'
import { findDefinition } from './definition'
import { getOperation } from './get-operation'
import type { OperationView } from './operation-view'

/**
 * Asks an operation to stop: one that waits is cancelled at once, one that runs at the next border between steps, or earlier where
 * a step listens to its signal. Never goes through a queue, so that work in front of it cannot hold it up. Throws `not_found`,
 * `conflict` when it is over.
 */
export async function cancelOperation(id: string, actor: Actor, requestId?: string | null): Promise<OperationView> {
  const { tenantId, kind } = await getOperation(id)
  await catalogDb().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ state: string }[]>`
      UPDATE operations
         SET cancel_requested_at = coalesce(cancel_requested_at, now()), version = version + 1,
             state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
             finished_at = CASE WHEN state = 'queued' THEN now() ELSE finished_at END
       WHERE id = ${id}::uuid AND state IN ('queued', 'running') RETURNING state`
    if (!rows[0]) throw new AppError('conflict', { message: 'This operation is over already.' })
    if (rows[0].state === 'cancelled') {
      await tx.operationStep.updateMany({ where: { operationId: id, state: 'waiting' }, data: { state: 'skipped' } })
      await findDefinition(kind)?.failed?.(tx, { operationId: id, tenantId })
    } else await hurryOperation(tx, id)
    await recordAudit(tx, {
      actor,
      action: 'operation.cancel-requested',
      subject: { kind: 'operation', id },
      requestId,
      ...(tenantId && { tenantId }),
    })
  })
  return getOperation(id)
}
