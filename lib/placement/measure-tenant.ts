import { listTenantTables, sql, type TenantDb, table } from '@/lib/db'
import type { TenantSize } from './placement-driver'

/** Rows and bytes of one tenant in each of its tables, found from the database's catalogue, so that a new model counts by itself. */
export async function measureTenant(db: TenantDb): Promise<TenantSize> {
  const tables: { name: string; rows: number; bytes: number }[] = []
  for (const name of await listTenantTables(db)) {
    const [found] = await db.$queryRaw<[{ rows: number; bytes: number }]>(
      sql`SELECT count(*)::float8 AS rows, coalesce(sum(pg_column_size(t)), 0)::float8 AS bytes FROM ${table(name)} t`,
    )
    tables.push({ name, ...found })
  }
  return {
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
    tables,
  }
}
