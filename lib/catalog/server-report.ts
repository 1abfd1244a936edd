import { AppError, isUuid } from '@/lib/core'
import { type CatalogTx, catalogDb, type ServerLevel } from '@/lib/db'
import { PATTERNS, type Pattern } from './resolved-tenant'
import { DEFAULT_CAPACITY, type ServerCapacity, type ServerUsage } from './server-capacity'
import type { RegisteredServer } from './servers'
import type { StandbySizes } from './standbys'

/** What the last look at a server found. Sizes in bytes; null: this server does not tell. */
export type ServerFacts = {
  /** As the server writes it: '18.0'. null: it did not answer, and `problem` says what came instead. */
  version: string | null
  problem: string | null
  milliseconds: number
  walLevel: string
  level: ServerLevel
  usedBytes: number
  freeBytes: number | null
  connections: number
  connectionsMax: number
  slots: number
  slotsMax: number
  /** Of one tenant's set, and of all sets on the server. */
  tablesPerTenant: number
  tables: number
}

/** A server with what it may hold, what it holds, and what the last look found. */
export type ServerReport = RegisteredServer & {
  /** One that was dropped has no report. */
  state: Exclude<RegisteredServer['state'], 'dropped'>
  capacity: ServerCapacity
  /** Those limits that somebody has set. */
  limitsSet: Partial<ServerCapacity>
  usage: ServerUsage
  facts: ServerFacts | null
  checkedAt: Date | null
  createdAt: Date
  tenants: number
  tenantsBy: Record<Pattern, number>
  /** Places that are ready to be handed out, and how many are to be kept. Of the first server also those that are servers of their own. */
  standbys: StandbySizes
  standbyTargets: StandbySizes
  /** Copies that moves left here and that are not purged yet. */
  formerCopies: number
  /** DATABASE_URL's: the catalog is on it, and it cannot be removed. */
  isFirst: boolean
}

export type ServerQuery = { region?: string; cursor?: string; limit?: number }

type Row = Omit<RegisteredServer, 'isPooled'> & {
  is_pooled: boolean
  capacity: Partial<ServerCapacity>
  facts: ServerFacts | Record<string, never>
  checked_at: Date | null
  created_at: Date
  is_first: boolean
  by: Partial<Record<Pattern, number>> | null
  own_databases: number
  schemas: number
  standby_schemas: number
  standby_databases: number
  standby_instances: number
  targets: Partial<StandbySizes> | null
  former: number
}

/** Oldest first: the first one is DATABASE_URL's. `where` picks by id, name or page; the counts come from one statement. */
async function read(
  db: CatalogTx,
  { id = null, name = null, region = null, after = null, limit = 1 }: Partial<Picked>,
): Promise<ServerReport[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH picked AS (
      SELECT * FROM servers
       WHERE (${id}::uuid IS NULL OR id = ${id}::uuid) AND (${name}::text IS NULL OR name = ${name}) AND (${region}::text IS NULL OR region = ${region})
         AND state <> 'dropped'
         AND (${after}::uuid IS NULL OR (created_at, id) > (SELECT created_at, id FROM servers WHERE id = ${after}::uuid))
       ORDER BY created_at, id LIMIT ${limit})
    SELECT s.id, s.name, s.region, s.host, s.port, s.provider, s.state, s.level, s.is_pooled, s.tls, s.folder, s.capacity, s.facts,
           s.checked_at, s.created_at, s.admin_secret IS NULL AND s.provider <> 'local' AS is_first,
           (SELECT jsonb_object_agg(pattern, count) FROM (
              SELECT p.pattern, count(*)::int FROM placements p JOIN databases d ON d.id = p.database_id WHERE d.server_id = s.id GROUP BY 1) AS by) AS by,
           (SELECT count(*)::int FROM databases d WHERE d.server_id = s.id AND d.pattern = 'database' AND d.state <> 'dropped') AS own_databases,
           (SELECT count(*)::int FROM placements p JOIN databases d ON d.id = p.database_id WHERE d.server_id = s.id AND p.pattern = 'schema')
             + (SELECT count(*)::int FROM standby_schemas b JOIN databases d ON d.id = b.database_id WHERE d.server_id = s.id)
             + (SELECT count(*)::int FROM former_placements f JOIN databases d ON d.id = f.database_id
                 WHERE d.server_id = s.id AND f.pattern = 'schema' AND f.purged_at IS NULL) AS schemas,
           (SELECT count(*)::int FROM standby_schemas b JOIN databases d ON d.id = b.database_id WHERE d.server_id = s.id AND b.state = 'standby' AND b.given_as IS NULL) AS standby_schemas,
           (SELECT count(*)::int FROM databases d WHERE d.server_id = s.id AND d.pattern = 'database' AND d.state = 'standby') AS standby_databases,
           (SELECT count(*)::int FROM databases d JOIN servers l ON l.id = d.server_id WHERE d.pattern = 'instance' AND d.state = 'standby'
               AND (l.id = s.id OR s.provider = 'embedded' AND l.provider = 'local')) AS standby_instances,
           (SELECT jsonb_object_agg(pattern, size) FROM standby_targets t WHERE t.server_id = s.id) AS targets,
           (SELECT count(*)::int FROM former_placements f JOIN databases d ON d.id = f.database_id
             WHERE d.server_id = s.id AND f.purged_at IS NULL) AS former
      FROM picked s ORDER BY s.created_at, s.id`
  return rows.map(toReport)
}

type Picked = { id: string | null; name: string | null; region: string | null; after: string | null; limit: number }

export async function listServerReports({ region, cursor, limit = 50 }: ServerQuery = {}): Promise<{
  servers: ServerReport[]
  nextCursor: string | null
}> {
  if (cursor !== undefined && !isUuid(cursor)) {
    throw new AppError('invalid_input', {
      message: 'This page of the list no longer exists. Start again from the first.',
      fields: { cursor: 'unknown' },
    })
  }
  const rows = await read(catalogDb(), { region: region ?? null, after: cursor ?? null, limit: limit + 1 })
  const servers = rows.slice(0, limit)
  return { servers, nextCursor: rows.length > limit ? servers.at(-1)!.id : null }
}

/** By id or name, fresh from the catalog. Throws `not_found`. */
export async function getServerReport(idOrName: string, db: CatalogTx = catalogDb()): Promise<ServerReport> {
  const [found] = await read(db, isUuid(idOrName) ? { id: idOrName } : { name: idOrName })
  if (found) return found
  throw new AppError('not_found', { message: 'There is no such server.' })
}

function toReport(row: Row): ServerReport {
  const facts = 'walLevel' in row.facts ? (row.facts as ServerFacts) : null
  const by = row.by ?? {}
  const tenantsBy = Object.fromEntries(PATTERNS.map((pattern) => [pattern, by[pattern] ?? 0])) as Record<Pattern, number>
  const { id, name, region, host, port, provider, state, level, tls, folder } = row
  return {
    ...{ id, name, region, host, port, provider, level, tls, folder, isPooled: row.is_pooled },
    state: state as ServerReport['state'],
    capacity: { ...DEFAULT_CAPACITY, ...row.capacity, ...serversOwn(row.capacity, facts) },
    limitsSet: row.capacity,
    usage: {
      databasesMax: row.own_databases,
      schemasMax: row.schemas,
      tablesMax: facts === null ? null : Math.max(facts.tables, (row.schemas + row.own_databases) * facts.tablesPerTenant),
      connectionsMax: facts?.connections ?? null,
      slotsMax: facts?.slots ?? null,
      bytesMax: facts?.usedBytes ?? null,
    },
    facts,
    checkedAt: row.checked_at,
    createdAt: row.created_at,
    tenants: PATTERNS.reduce((sum, pattern) => sum + tenantsBy[pattern], 0),
    tenantsBy,
    standbys: { schema: row.standby_schemas, database: row.standby_databases, instance: row.standby_instances },
    standbyTargets: { schema: 0, database: 0, instance: 0, ...row.targets },
    formerCopies: row.former,
    isFirst: row.is_first,
  }
}

/** Where the operator sets no limit, the server's own holds: its connections and slots, and the disk that it has. */
function serversOwn(given: Partial<ServerCapacity>, facts: ServerFacts | null): Partial<ServerCapacity> {
  if (facts === null || facts.version === null) return {}
  return {
    connectionsMax: given.connectionsMax ?? facts.connectionsMax,
    slotsMax: given.slotsMax ?? facts.slotsMax,
    bytesMax: given.bytesMax ?? (facts.freeBytes === null ? null : facts.usedBytes + facts.freeBytes),
  }
}
