import { AppError, isUuid } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { type OperationView, toOperationView, WITH_STEPS } from './operation-view'

export async function findOperation(id: string): Promise<OperationView | null> {
  if (!isUuid(id)) return null
  const row = await catalogDb().operation.findUnique({ where: { id }, include: WITH_STEPS })
  return row && toOperationView(row)
}

/**
 * Throws `not_found`. For a page or key of one tenant pass its id: another tenant's operation answers exactly like a missing one.
 */
export async function getOperation(id: string, of: { tenantId?: string } = {}): Promise<OperationView> {
  const operation = await findOperation(id)
  const isTheirs = operation && (of.tenantId === undefined || operation.tenantId === of.tenantId)
  if (!isTheirs) throw new AppError('not_found', { message: 'There is no such operation.' })
  return operation
}
