import type { Principal } from '@/lib/auth'
import { AppError } from '@/lib/core'
import type { OperationView } from '@/lib/operations'
import type { TenantDb } from '@/lib/tenancy'
import { requireMayImport } from '../access/require-may-import'
import type { ImportRequest } from './import-request'
import { findKeptRequest } from './kept-request'
import { startImport } from './start-import'

/** The files and columns of an earlier import or check, for whoever looks at it or goes back to its columns. */
export async function findImportRequest(db: TenantDb, principal: Principal, operationId: string): Promise<ImportRequest | null> {
  requireMayImport(principal)
  const kept = await findKeptRequest(db.context.tenantId, operationId)
  if (!kept) return null
  const { settings: _settings, requestedBy: _requestedBy, ...request } = kept
  return request
}

/** Does what was checked: the same files and columns, now written. Throws `not_found`, also when a file has been imported meanwhile. */
export async function repeatImport(
  db: TenantDb,
  principal: Principal,
  operationId: string,
  change: Pick<ImportRequest, 'mode' | 'isDryRun'>,
  requestId: string | null = null,
): Promise<OperationView> {
  requireMayImport(principal)
  const kept = await findKeptRequest(db.context.tenantId, operationId)
  if (!kept) throw new AppError('not_found', { message: 'There is no such import any more. Upload the files again.' })
  const { settings, requestedBy: _requestedBy, ...request } = kept
  return startImport(db, principal, { ...request, ...change }, settings, requestId)
}
