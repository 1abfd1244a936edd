import { catalogDb } from '@/lib/db'
import type { Pattern, TenantStatus } from './resolved-tenant'

/** More tenants than this on one server are drawn as buckets: a screen has no more columns. */
const HOUSES_MAX = 2000

export type StreetHouse = { slug: string | null; name: string; state: TenantStatus; people: number | null }
export type StreetLot = {
  pattern: Pattern
  tenantCount: number
  /** 1, or how many tenants one house stands for. */
  tenantsPerHouse: number
  houses: StreetHouse[]
}
export type StreetServer = { name: string; region: string; databaseCount: number; lots: StreetLot[] }

/** Every server with the tenants on it, oldest first, for a picture of all of them. One that is kept ready for a tenant is left out. */
export async function listStreet(): Promise<StreetServer[]> {
  const servers = await catalogDb().$queryRaw<
    { name: string; region: string; databaseCount: number; pattern: Pattern | null; tenantCount: number }[]
  >`
    SELECT s.name, s.region, (SELECT count(*)::int FROM databases WHERE server_id = s.id AND state = 'ready') AS "databaseCount", p.pattern,
           count(p.tenant_id)::int AS "tenantCount"
      FROM servers s LEFT JOIN databases d ON d.server_id = s.id LEFT JOIN placements p ON p.database_id = d.id
     WHERE s.state <> 'dropped' AND (s.provider <> 'local' OR p.tenant_id IS NOT NULL)
     GROUP BY s.id, p.pattern ORDER BY s.created_at, array_position('{row,schema,database,instance}'::text[], p.pattern)`
  const street = new Map<string, StreetServer>()
  for (const { name, region, databaseCount, pattern, tenantCount } of servers) {
    const server = street.get(name) ?? { name, region, databaseCount, lots: [] }
    street.set(name, server)
    if (pattern) {
      const tenantsPerHouse = Math.ceil(tenantCount / HOUSES_MAX)
      server.lots.push({ pattern, tenantCount, tenantsPerHouse, houses: await houses(name, pattern, tenantsPerHouse) })
    }
  }
  return [...street.values()]
}

async function houses(server: string, pattern: Pattern, tenantsPerHouse: number): Promise<StreetHouse[]> {
  if (tenantsPerHouse <= 1) {
    return catalogDb().$queryRaw<StreetHouse[]>`
      SELECT t.slug, t.name, t.status AS state, t.people_count AS people
        FROM tenants t JOIN placements p ON p.tenant_id = t.id JOIN databases d ON d.id = p.database_id JOIN servers s ON s.id = d.server_id
       WHERE s.name = ${server} AND p.pattern = ${pattern} ORDER BY t.created_at, t.id LIMIT ${HOUSES_MAX}`
  }
  // The tallest stands for its neighbours; one that failed shows through, so that a crowd cannot hide it.
  return catalogDb().$queryRaw<StreetHouse[]>`
    SELECT NULL AS slug, min(slug) || ' – ' || max(slug) AS name, max(people_count) AS people,
           CASE WHEN bool_or(status = 'failed') THEN 'failed' ELSE 'active' END AS state
      FROM (SELECT t.slug, t.status, t.people_count, (row_number() OVER (ORDER BY t.slug) - 1) / ${tenantsPerHouse} AS place
              FROM tenants t JOIN placements p ON p.tenant_id = t.id JOIN databases d ON d.id = p.database_id JOIN servers s ON s.id = d.server_id
             WHERE s.name = ${server} AND p.pattern = ${pattern}) AS crowd
     GROUP BY place ORDER BY place`
}
