import { systemPrincipal } from '@/lib/auth'
import {
  listDatabases,
  listServers,
  moveLocalServer,
  openWithoutOwnServers,
  type Pattern,
  registerDatabase,
  registerServer,
} from '@/lib/catalog'
import { AppError, databaseUrl, env, log } from '@/lib/core'
import {
  createTenantDatabase,
  ensureRoles,
  installationName,
  migrateCatalog,
  readServerLevel,
  tenantSchemaVersion,
  withServerLock,
} from '@/lib/db'
import { prepareJobs } from '@/lib/operations'
import { findInstanceHost } from '@/lib/placement'
import { selfTestIsolation } from './inspect-isolation'
import { migrateFleet } from './migrate-fleet'

const SERVER = 'local'
const REGION = 'local'
/** A new installation has a database for each pattern that shares one; the others are made for their tenant. */
const SHARED_PATTERNS: readonly Pattern[] = ['row', 'schema']

/**
 * Brings roles, catalog, job queue and databases of all servers up to date; makes and registers the first databases for tenants when
 * there are none. Safe to repeat, and for two processes at the same moment: the second waits and finds everything done.
 */
export async function prepareInstallation(): Promise<void> {
  await withServerLock('prepare', prepareDatabases)
  await requireWalls()
}

async function prepareDatabases(): Promise<void> {
  await ensureRoles()
  await migrateCatalog()
  await prepareJobs()
  const serverId = await registerFirstServer()
  for (const { name, port } of findInstanceHost()?.list() ?? []) if (port !== null) await moveLocalServer(name, port)
  const failed = (await migrateFleet()).filter(({ isAway }) => !isAway)
  if (failed.length > 0) {
    const list = failed.map(({ server, database, problem }) => `\n- ${database} on ${server}: ${problem}`).join('')
    throw new AppError('unavailable', { message: `These databases could not be brought up to date; all others are:${list}` })
  }
  const known = (await listDatabases()).filter((each) => each.serverId === serverId)
  for (const pattern of SHARED_PATTERNS) {
    if (!known.some((each) => each.pattern === pattern)) await makeSharedDatabase(serverId, pattern)
  }
}

async function registerFirstServer(): Promise<string> {
  const { hostname: host, port } = new URL(databaseUrl())
  const isNew = (await listServers()).length === 0
  const isEmbedded = !env().DATABASE_URL
  if (isNew && !isEmbedded) await openWithoutOwnServers()
  return registerServer({
    name: SERVER,
    region: REGION,
    host: host || '127.0.0.1',
    port: Number(port || 5432),
    provider: isEmbedded ? 'embedded' : 'external',
    level: await readServerLevel(),
  })
}

/** Named after the catalog: two installations may share one server. */
async function makeSharedDatabase(serverId: string, pattern: Pattern): Promise<void> {
  const name = `${installationName()}_${pattern}_1`
  await createTenantDatabase(name)
  await registerDatabase({ serverId, name, pattern, schemaVersion: tenantSchemaVersion() })
}

/**
 * Nothing is started while tenants are not kept apart. Throws `isolation` with the list of what is down. A server that does not answer
 * lets nobody in, and must not keep the tenants of all others from being served.
 */
async function requireWalls(): Promise<void> {
  const proofs = await selfTestIsolation(systemPrincipal('start'))
  for (const { database, server } of proofs.filter(({ isAnswering }) => !isAnswering))
    log.error({ database, server }, 'database does not answer')
  const down = proofs.filter(({ isIntact, isAnswering }) => !isIntact && isAnswering)
  if (down.length > 0) throw new AppError('isolation', { message: down.map(({ problem }) => problem).join('\n') })
}
