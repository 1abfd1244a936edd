import { statfs } from 'node:fs/promises'
import { getServerAdmin, listDatabases, type RegisteredServer, type ServerFacts } from '@/lib/catalog'
import { readServerLevel, type ServerAdmin, withMaintenance, withOwner } from '@/lib/db'
import { reasonOf } from './preflight-server'

type Read = Omit<ServerFacts, 'problem' | 'milliseconds' | 'level' | 'freeBytes' | 'tablesPerTenant' | 'tables'> & { folder: string | null }

/** What there is on a server now. One that does not answer gives facts too: that it does not, and why. */
export async function readServerFacts(server: RegisteredServer, last: ServerFacts | null): Promise<ServerFacts> {
  const began = performance.now()
  const since = () => Math.round((performance.now() - began) * 10) / 10
  try {
    const admin = await getServerAdmin(server.id)
    const { folder, ...read } = await withMaintenance(async (client) => (await client.query<Read>(FACTS)).rows[0]!, admin)
    const milliseconds = since()
    const isHere = server.provider !== 'external' // then its disk is this machine's
    return {
      ...read,
      problem: null,
      milliseconds,
      level: await readServerLevel(admin),
      freeBytes: isHere ? await freeBytes(folder ?? server.folder) : null,
      ...(await countTables(server.id, admin)),
    }
  } catch (error) {
    return { ...(last ?? NOTHING), version: null, problem: reasonOf(error as { code?: string }), milliseconds: since() }
  }
}

const NOTHING = {
  walLevel: '',
  level: 'basic',
  usedBytes: 0,
  freeBytes: null,
  connections: 0,
  connectionsMax: 0,
  slots: 0,
  slotsMax: 0,
  tablesPerTenant: 0,
  tables: 0,
} as const

async function freeBytes(folder: string | null): Promise<number | null> {
  if (folder === null) return null
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
}

/** Every set of tenant tables is the same: one is counted, and multiplied. */
async function countTables(serverId: string, admin: ServerAdmin): Promise<{ tablesPerTenant: number; tables: number }> {
  let tables = 0
  let tablesPerTenant = 0
  const shared = (await listDatabases()).filter((each) => each.serverId === serverId && each.state === 'ready')
  for (const { database } of shared.filter(({ pattern }) => pattern === 'row' || pattern === 'schema')) {
    const { rows } = await withOwner(database, (client) => client.query<{ sets: number; tables: number }>(TABLES), admin)
    tables += rows[0]!.tables
    if (rows[0]!.sets > 0) tablesPerTenant = Math.round(rows[0]!.tables / rows[0]!.sets)
  }
  const own = shared.filter(({ pattern }) => pattern === 'database' || pattern === 'instance')
  if (own[0] && tablesPerTenant === 0) {
    const { rows } = await withOwner(own[0].database, (client) => client.query<{ sets: number; tables: number }>(TABLES), admin)
    tablesPerTenant = rows[0]!.tables
  }
  return { tablesPerTenant, tables: tables + own.length * tablesPerTenant }
}

const FACTS = `
  SELECT current_setting('server_version') AS version, current_setting('wal_level') AS "walLevel",
         (SELECT coalesce(sum(pg_database_size(oid)), 0)::float8 FROM pg_database WHERE has_database_privilege(oid, 'CONNECT')) AS "usedBytes",
         (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' OR backend_type IS NULL) AS connections,
         current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS "connectionsMax",
         (SELECT count(*)::int FROM pg_replication_slots) AS slots, current_setting('max_replication_slots')::int AS "slotsMax",
         CASE WHEN pg_has_role(current_user, 'pg_read_all_settings', 'MEMBER') THEN current_setting('data_directory') END AS folder`

const TABLES = `
  SELECT count(*) FILTER (WHERE relname = 'tenancy_probe')::int AS sets, count(*)::int AS tables
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'sec', 'ledger', 'ref')`
