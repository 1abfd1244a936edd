import { sql, table } from './sql'
import type { TenantDb } from './tenant-db'

/** The tables that belong to a tenant, self-test's probe left out, from the database's own catalogue. */
export async function listTenantTables(db: TenantDb): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>(
    sql`SELECT relname::text AS name FROM pg_class
         WHERE relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = '${table('tenancy_probe')}'::regclass) AND relkind IN ('r', 'p')
           AND relname <> 'tenancy_probe' ORDER BY relname`,
  )
  return rows.map(({ name }) => name)
}
