import { actorOf, type Principal } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { cancelOperation, findOperation, type OperationView } from '@/lib/operations'
import { EXPORT } from './export-tenant'
import { requireExport } from './require-export'

/** Stops an export that is under way; what it has written is dropped. Throws `not_found`, and `conflict` when it is over. */
export async function cancelExport(
  principal: Principal,
  { tenantId, exportId, requestId }: { tenantId: string; exportId: string; requestId?: string | null },
): Promise<OperationView> {
  requireExport(principal, tenantId)
  const operation = await findOperation(exportId)
  if (operation?.tenantId !== tenantId || operation.kind !== EXPORT)
    throw new AppError('not_found', { message: 'There is no such export.' })
  return cancelOperation(exportId, actorOf(principal), requestId)
}
