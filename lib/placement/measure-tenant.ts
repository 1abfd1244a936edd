import { listTenantTables, sql, type TenantDb, table } from '@/lib/db'
import type { TenantSize } from './placement-driver'

/** Rows and bytes of one tenant over all its tables, found from the database's catalogue, so that a new model counts by itself. */
export async function measureTenant(db: TenantDb): Promise<TenantSize> {
  let rows = 0
  let bytes = 0
  for (const name of await listTenantTables(db)) {
    const [found] = await db.$queryRaw<[{ rows: number; bytes: number }]>(
      sql`SELECT count(*)::float8 AS rows, coalesce(sum(pg_column_size(t)), 0)::float8 AS bytes FROM ${table(name)} t`,
    )
    rows += found.rows
    bytes += found.bytes
  }
  return { rows, bytes }
}
