import { type CatalogTx, catalogDb } from '@/lib/db'

export type TableUsage = { name: string; rows: number; bytes: number }
export type UsageFigures = { rows: number; bytes: number; tables: readonly TableUsage[] }
export type TenantUsage = UsageFigures & {
  measuredAt: Date
  /** One a day, the oldest first, the last one the newest. `day` is a plain date. */
  history: { day: string; rows: number; bytes: number }[]
}

const HISTORY_DAYS = 90

/** Null for a tenant that was never measured. */
export async function findUsage(tenantId: string): Promise<TenantUsage | null> {
  const rows = await catalogDb().tenantUsage.findMany({ where: { tenantId }, orderBy: { day: 'desc' }, take: HISTORY_DAYS })
  const latest = rows[0]
  if (!latest) return null
  return {
    rows: Number(latest.rows),
    bytes: Number(latest.bytes),
    tables: latest.tables as TableUsage[],
    measuredAt: latest.measuredAt,
    history: rows.reverse().map((row) => ({ day: row.day.toISOString().slice(0, 10), rows: Number(row.rows), bytes: Number(row.bytes) })),
  }
}

/** The last one of a day is the one that is kept. */
export async function storeUsage(tx: CatalogTx, tenantId: string, { rows, bytes, tables }: UsageFigures): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO tenant_usage (tenant_id, day, rows, bytes, tables)
    VALUES (${tenantId}::uuid, current_date, ${rows}::bigint, ${bytes}::bigint, ${JSON.stringify(tables)}::jsonb)
    ON CONFLICT (tenant_id, day)
    DO UPDATE SET rows = excluded.rows, bytes = excluded.bytes, tables = excluded.tables, measured_at = now()`
}

/** Active tenants that nobody measured in the last 24 hours, in any order: one that cannot be measured must not stand before the others. */
export async function listUnmeasured(limit: number): Promise<string[]> {
  const rows = await catalogDb().$queryRaw<{ id: string }[]>`
    SELECT t.id FROM tenants t LEFT JOIN LATERAL (SELECT max(measured_at) AS at FROM tenant_usage WHERE tenant_id = t.id) u ON true
     WHERE t.status = 'active' AND (u.at IS NULL OR u.at < now() - interval '24 hours')
     ORDER BY random() LIMIT ${limit}`
  return rows.map(({ id }) => id)
}
