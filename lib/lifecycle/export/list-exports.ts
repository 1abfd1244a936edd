import type { Principal } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import type { OperationState, StepProgress } from '@/lib/operations'
import { EXPORT } from './export-tenant'
import { requireExport } from './require-export'

export interface ExportView {
  /** Also the id of its operation, by which it is watched and cancelled. */
  id: string
  state: OperationState
  createdAt: Date
  progress: StepProgress | null
  error: { code: string; message: string } | null
  archive: {
    takenAt: Date
    schemaVersion: string
    tables: number
    rows: number
    files: number
    sizeBytes: number
    sha256: string
    expiresAt: Date
    isExpired: boolean
  } | null
}

type Row = Pick<ExportView, 'id' | 'state' | 'createdAt' | 'progress' | 'error'> & {
  takenAt: Date | null
  schemaVersion: string
  tables: number
  rows: number
  files: number
  sizeBytes: number
  sha256: string
  expiresAt: Date
  isExpired: boolean
}

/** Newest first. The cursor is the id of the last one seen. Throws `not_found`, `forbidden`. */
export async function listExports(
  principal: Principal,
  { tenantId, limit = 20, cursor }: { tenantId: string; limit?: number; cursor?: string },
): Promise<{ exports: ExportView[]; nextCursor: string | null }> {
  requireExport(principal, tenantId)
  if (cursor !== undefined && !isUuid(cursor)) throw new AppError('invalid_input', { message: 'This cursor is not one of ours.' })
  const rows = await catalogDb().$queryRaw<Row[]>`
    SELECT o.id, o.state, o.created_at AS "createdAt", o.error,
           (SELECT progress FROM operation_steps WHERE operation_id = o.id AND name = 'archive') AS progress,
           e.taken_at AS "takenAt", e.schema_version AS "schemaVersion", e.table_count AS tables, e.row_count::float8 AS rows,
           e.file_count AS files, e.size_bytes::float8 AS "sizeBytes", e.sha256, e.expires_at AS "expiresAt",
           e.expires_at <= now() OR e.swept_at IS NOT NULL AS "isExpired"
      FROM operations o LEFT JOIN exports e ON e.id = o.id
     WHERE o.tenant_id = ${tenantId}::uuid AND o.kind = ${EXPORT} AND (${cursor ?? null}::uuid IS NULL OR o.id < ${cursor ?? null}::uuid)
     ORDER BY o.id DESC LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    exports: page.map(({ id, state, createdAt, progress, error, takenAt, ...archive }) => ({
      id,
      state,
      createdAt,
      progress,
      error,
      archive: takenAt && { takenAt, ...archive },
    })),
    nextCursor: rows.length > limit ? page.at(-1)!.id : null,
  }
}
