import { catalogDb } from '@/lib/db'
import { PATTERNS, type Pattern, TENANT_STATUSES, type TenantStatus } from './resolved-tenant'

export type Fleet = {
  total: number
  byStatus: Record<TenantStatus, number>
  /** How many tenants of a tier are kept in a pattern; pairs without a tenant are left out. */
  byTier: { tierKey: string; pattern: Pattern; count: number }[]
  /** Tenants created on each of the last 30 days, oldest first, the last one today. Days without one are there, with 0. */
  signUps: { day: string; count: number }[]
}

/** All tenants in numbers. `timeZone` says what a day is. */
export async function getFleet(timeZone: string): Promise<Fleet> {
  const db = catalogDb()
  const [tiers, signUps] = await Promise.all([
    db.$queryRaw<{ status: TenantStatus; tierKey: string; pattern: Pattern | null; count: number }[]>`
      SELECT t.status, t.tier_key AS "tierKey", p.pattern, count(*)::int AS count
        FROM tenants t LEFT JOIN placements p ON p.tenant_id = t.id GROUP BY 1, 2, 3`,
    db.$queryRaw<{ day: string; count: number }[]>`
      SELECT to_char(d.day, 'YYYY-MM-DD') AS day, count(t.id)::int AS count
        FROM generate_series(date_trunc('day', now() AT TIME ZONE ${timeZone}) - interval '29 days', now() AT TIME ZONE ${timeZone}, interval '1 day') AS d(day)
        LEFT JOIN tenants t ON t.created_at >= now() - interval '32 days' AND (t.created_at AT TIME ZONE ${timeZone})::date = d.day::date
       GROUP BY d.day ORDER BY d.day`,
  ])
  const byStatus = Object.fromEntries(TENANT_STATUSES.map((status) => [status, 0])) as Fleet['byStatus']
  const byTier = new Map<string, Fleet['byTier'][number]>()
  for (const { status, tierKey, pattern, count } of tiers) {
    byStatus[status] += count
    if (!pattern || !PATTERNS.includes(pattern)) continue
    const pair = byTier.get(`${tierKey} ${pattern}`) ?? { tierKey, pattern, count: 0 }
    byTier.set(`${tierKey} ${pattern}`, { ...pair, count: pair.count + count })
  }
  return { total: tiers.reduce((sum, { count }) => sum + count, 0), byStatus, byTier: [...byTier.values()], signUps }
}
