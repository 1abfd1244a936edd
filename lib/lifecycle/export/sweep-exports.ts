import { deleteTenantFile } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { exportKey } from './export-key'

/** Drops the archives whose time is over. The file goes first: a row that says swept has no file. */
export async function unscopedSweepExports(): Promise<void> {
  const due = await catalogDb().$queryRaw<{ id: string; tenantId: string }[]>`
    SELECT id, tenant_id AS "tenantId" FROM exports WHERE expires_at <= now() AND swept_at IS NULL ORDER BY expires_at LIMIT 500`
  for (const { id, tenantId } of due) {
    await deleteTenantFile(tenantId, exportKey(id))
    await catalogDb().$executeRaw`UPDATE exports SET swept_at = now() WHERE id = ${id}::uuid`
  }
}
