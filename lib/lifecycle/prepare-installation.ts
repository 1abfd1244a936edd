import { systemPrincipal } from '@/lib/auth'
import { listDatabases, registerDatabase, registerServer } from '@/lib/catalog'
import { AppError, databaseUrl, env } from '@/lib/core'
import {
  createTenantDatabase,
  ensureRoles,
  migrateCatalog,
  migrateTenantDatabase,
  readServerLevel,
  tenantSchemaVersion,
  withServerLock,
} from '@/lib/db'
import { prepareJobs } from '@/lib/operations'
import { selfTestIsolation } from './inspect-isolation'

const SERVER = 'local'
const REGION = 'local'

/**
 * Brings roles, catalog, job queue and databases up to date; makes and registers the first database for tenants when there is none.
 * Safe to repeat, and for two processes at the same moment: the second waits and finds everything done.
 */
export async function prepareInstallation(): Promise<void> {
  await withServerLock('prepare', prepareDatabases)
  await requireWalls()
}

async function prepareDatabases(): Promise<void> {
  await ensureRoles()
  await migrateCatalog()
  await prepareJobs()
  const { hostname: host, port, pathname } = new URL(databaseUrl())
  const address = { host: host || '127.0.0.1', port: Number(port || 5432) }
  const serverId = await registerServer({
    name: SERVER,
    region: REGION,
    ...address,
    provider: env().DATABASE_URL ? 'external' : 'embedded',
    level: await readServerLevel(),
  })
  const schemaVersion = tenantSchemaVersion()
  const known = (await listDatabases()).filter((each) => each.server === SERVER)
  for (const { database, pattern, keyId, isPooled, appRole } of known) {
    await createTenantDatabase(database, { keyId, isPooled, appRole }) // gives it the context key again: the master key may be another one
    await migrateTenantDatabase(database)
    await registerDatabase({ serverId, name: database, pattern, schemaVersion })
  }
  if (known.length === 0) {
    const name = `${decodeURIComponent(pathname.slice(1))}_row_1` // after the catalog: two installations may share one server
    await createTenantDatabase(name)
    await registerDatabase({ serverId, name, pattern: 'row', schemaVersion })
  }
}

/** Nothing is started while tenants are not kept apart. Throws `isolation` with the list of what is down. */
async function requireWalls(): Promise<void> {
  const down = (await selfTestIsolation(systemPrincipal('start'))).filter(({ isIntact }) => !isIntact)
  if (down.length > 0) throw new AppError('isolation', { message: down.map(({ problem }) => problem).join('\n') })
}
