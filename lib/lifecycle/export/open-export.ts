import type { Readable } from 'node:stream'
import { actorOf, type Principal } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { AppError, isUuid, openTenantFile } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { exportKey } from './export-key'
import { noteInTenant } from './note-in-tenant'
import { requireExport } from './require-export'

export interface OpenExport {
  stream: Readable
  sizeBytes: number
  sha256: string
  /** Safe in a header: the slug and a date. */
  fileName: string
}

/**
 * The archive itself, to whoever may have it at this moment: the address alone opens nothing. Each time is in the trail.
 * Throws `not_found` for another tenant's archive exactly as for none, and says so when its time is over.
 */
export async function openExport(
  principal: Principal,
  { tenantId, exportId, requestId }: { tenantId: string; exportId: string; requestId?: string | null },
): Promise<OpenExport> {
  requireExport(principal, tenantId)
  const row = isUuid(exportId) ? await catalogDb().export.findFirst({ where: { id: exportId, tenantId } }) : null
  if (!row) throw new AppError('not_found', { message: 'There is no such export.' })
  const { slug } = await getTenant(tenantId)
  // By the database's clock, as the time was set.
  const [{ isOver }] = await catalogDb().$queryRaw<[{ isOver: boolean }]>`
    SELECT expires_at <= now() OR swept_at IS NOT NULL AS "isOver" FROM exports WHERE id = ${row.id}::uuid`
  if (isOver) throw new AppError('not_found', { message: 'This export has expired. Start a new one.', key: 'portal.data.expiredError' })
  const { stream, sizeBytes } = await openTenantFile(tenantId, exportKey(row.id))
  await catalogDb().$transaction((tx) =>
    recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.export-downloaded',
      subject: { kind: 'operation', id: row.id },
      requestId,
      tenantId,
    }),
  )
  await noteInTenant(principal, tenantId, { action: 'data.export-downloaded', operationId: row.id, requestId })
  return { stream, sizeBytes, sha256: row.sha256, fileName: `${slug}-${row.takenAt.toISOString().slice(0, 10)}.zip` }
}
