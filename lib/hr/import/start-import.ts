import { actorOf, type Principal } from '@/lib/auth'
import { type OperationView, startOperation } from '@/lib/operations'
import type { TenantDb } from '@/lib/tenancy'
import { requireMayImport } from '../access/require-may-import'
import { parseInput } from '../parse-input'
import { getImportFile } from './import-file'
import { IMPORT_KIND } from './import-operation'
import { type ImportInput, ImportRequest, type ImportRequestInput, TenantSettings } from './import-request'
import { keepRequest } from './kept-request'

/** Starts an import of stored files in the background; the operation tells how far it is. Throws `not_found` for a file that is gone. */
export async function startImport(
  db: TenantDb,
  principal: Principal,
  request: ImportRequestInput,
  settings: TenantSettings,
  requestId: string | null = null,
): Promise<OperationView> {
  requireMayImport(principal)
  const parsed = parseInput(ImportRequest, request)
  for (const { fileId } of parsed.files) await getImportFile(db, fileId)
  const requestedBy = actorOf(principal)
  const input: ImportInput = { ...parsed, settings: parseInput(TenantSettings, settings), requestedBy }
  const { tenantId } = db.context
  const operation = await startOperation({ kind: IMPORT_KIND, tenantId, input, requestedBy, requestId })
  await keepRequest(tenantId, operation.id, input)
  return operation
}
