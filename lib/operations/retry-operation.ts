import { type Actor, AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { addJob, operationJob } from './add-job'
import { getOperation } from './get-operation'
import type { OperationView } from './operation-view'

/** Goes on with a failed operation at the step that failed. Throws `not_found`, `conflict` when it has not failed. */
export async function retryOperation(id: string, actor: Actor, requestId?: string | null): Promise<OperationView> {
  const { tenantId } = await getOperation(id)
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.operation.updateMany({
      where: { id, state: 'failed' },
      data: { state: 'queued', error: null as never, finishedAt: null, cancelRequestedAt: null, version: { increment: 1 } },
    })
    if (count === 0) throw new AppError('conflict', { message: 'Only an operation that has failed can be tried again.' })
    await tx.operationStep.updateMany({
      where: { operationId: id, state: 'failed' },
      data: { state: 'waiting', attempts: 0, startedAt: null, finishedAt: null },
    })
    await addJob(tx, operationJob({ id, tenantId }))
    await recordAudit(tx, {
      actor,
      action: 'operation.retried',
      subject: { kind: 'operation', id },
      requestId,
      ...(tenantId && { tenantId }),
    })
  })
  return getOperation(id)
}
