import { sql, table } from './sql'
import type { TenantDb } from './tenant-db'

/** What the tenant has, as its database has counted it with every write until now; null where nobody has written yet. */
export async function readMeter(db: TenantDb): Promise<{ rows: number; bytes: number } | null> {
  const [found] = await db.$queryRaw<{ rows: number; bytes: number }[]>(
    sql`SELECT m.rows::float8 AS rows, m.bytes::float8 AS bytes FROM sec.read_meter() m WHERE '${table('tenancy_probe')}'::regclass IS NOT NULL`,
  )
  return found ?? null
}
