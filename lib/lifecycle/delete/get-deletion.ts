import { type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'

export interface DeletionView {
  tenantId: string
  reason: string
  requestedAt: Date
  beginsAt: Date
  /** Null until it has begun: as long as that, it can be called off. */
  operationId: string | null
}

export async function findDeletion(principal: Principal, tenantId: string): Promise<DeletionView | null> {
  requirePermission(principal, 'tenant:read')
  const row = await catalogDb().deletion.findUnique({ where: { tenantId } })
  if (!row) return null
  const { reason, requestedAt, beginsAt, operationId } = row
  return { tenantId, reason, requestedAt, beginsAt, operationId }
}

/** Throws `not_found`. */
export async function getDeletion(principal: Principal, tenantId: string): Promise<DeletionView> {
  const found = await findDeletion(principal, tenantId)
  if (found) return found
  throw new AppError('not_found', { message: 'This tenant is not about to be removed.' })
}
