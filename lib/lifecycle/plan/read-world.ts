import { listServerReports, PATTERNS, type Pattern, type ServerReport } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import type { PlanServer, PlanTenant, PlanWorld } from './plan-world'

/** A load that was sampled is worth half as much an hour later. */
export const HALF_LIFE_SECONDS = 3600

/** Servers and tenants as the catalog has them now: sizes as last measured, loads as sampled. Two statements, however many there are. */
export async function readWorld(): Promise<PlanWorld> {
  const servers: ServerReport[] = []
  let cursor: string | undefined
  do {
    const page = await listServerReports({ limit: 200, ...(cursor && { cursor }) })
    servers.push(...page.servers)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const shared = await catalogDb().database.findMany({
    where: { state: 'ready', pattern: { in: ['row', 'schema'] } },
    distinct: ['serverId', 'pattern'],
    select: { serverId: true, pattern: true },
  })
  const tenants = await catalogDb().$queryRaw<PlanTenant[]>`
    SELECT t.id, t.slug, d.server_id AS "serverId", t.region, p.pattern,
           coalesce((SELECT u.bytes FROM tenant_usage u WHERE u.tenant_id = t.id ORDER BY u.day DESC LIMIT 1), 0)::float8 AS bytes,
           coalesce(l.load * 0.5 ^ (extract(epoch FROM now() - l.sampled_at) / ${HALF_LIFE_SECONDS}::float8), 0)::float8 AS load,
           p.pattern = 'instance' OR t.status NOT IN ('active', 'stopped')
             OR EXISTS (SELECT FROM moves m WHERE m.tenant_id = t.id AND m.phase NOT IN ('done', 'aborted')) AS "isHeld"
      FROM tenants t JOIN placements p ON p.tenant_id = t.id JOIN databases d ON d.id = p.database_id LEFT JOIN tenant_loads l ON l.tenant_id = t.id
     ORDER BY t.id`
  const bytesOf = new Map<string, number>()
  for (const { serverId, bytes } of tenants) bytesOf.set(serverId, (bytesOf.get(serverId) ?? 0) + bytes)
  const has = (serverId: string, pattern: Pattern) => shared.some((each) => each.serverId === serverId && each.pattern === pattern)
  return { tenants, servers: servers.map((server) => toPlanServer(server, bytesOf.get(server.id) ?? 0, has)) }
}

function toPlanServer(server: ServerReport, tenantBytes: number, has: (id: string, pattern: Pattern) => boolean): PlanServer {
  const { id, name, region, state, provider, facts, capacity, usage } = server
  const room: Record<Pattern, number> = {
    row: has(id, 'row') ? Number.MAX_SAFE_INTEGER : 0,
    schema: has(id, 'schema') ? Math.max(0, capacity.schemasMax - (usage.schemasMax ?? 0)) : 0,
    database: Math.max(0, capacity.databasesMax - (usage.databasesMax ?? 0)),
    instance: 0, // moves with its server
  }
  return {
    ...{ id, name, region },
    isClosed: state !== 'ready' || provider === 'local' || (facts !== null && facts.version === null),
    bytesMax: capacity.bytesMax,
    loadMax: capacity.loadMax,
    otherBytes: Math.max(0, (usage.bytesMax ?? 0) - tenantBytes),
    room: Object.fromEntries(PATTERNS.map((pattern) => [pattern, room[pattern]])) as Record<Pattern, number>,
  }
}
