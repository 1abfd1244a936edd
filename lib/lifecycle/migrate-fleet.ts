import { getServerAdmin, listDatabases, type RegisteredDatabase, registerDatabase } from '@/lib/catalog'
import { isUnreadableSecret, log } from '@/lib/core'
import { createTenantDatabase, ensureRoles, migrateTenantDatabase, type ServerAdmin, tenantSchemaVersion } from '@/lib/db'
import { atOnce } from './at-once'

export type FleetFailure = { server: string; database: string; problem: string; isAway: boolean }

const AT_ONCE = 4
const AWAY = /^(ECONN|ENOTFOUND|ETIMEDOUT|EHOST|57P0[123])/

/**
 * Brings the roles of every server and every database up to date, a few at a time, and gives each its context key again: the master key
 * may be another one. One that fails is named and does not stop the others.
 */
export async function migrateFleet(): Promise<FleetFailure[]> {
  const databases = await listDatabases()
  const failures: FleetFailure[] = []
  const admins = new Map<string, Promise<ServerAdmin>>()
  const fail = ({ server, database }: RegisteredDatabase, error: Error & { code?: string }) => {
    failures.push({
      server,
      database,
      problem: error.message || String(error.code),
      isAway: AWAY.test(error.code ?? '') || isUnreadableSecret(error),
    })
    log.error({ err: error, server, database }, 'a database could not be brought up to date')
  }
  await atOnce(AT_ONCE, databases, async (each) => {
    try {
      if (!admins.has(each.serverId)) admins.set(each.serverId, prepareServer(each.serverId))
      await migrate(each, await admins.get(each.serverId)!)
    } catch (error) {
      fail(each, error as Error)
    }
  })
  return failures
}

async function prepareServer(serverId: string): Promise<ServerAdmin> {
  const admin = await getServerAdmin(serverId)
  await ensureRoles(admin)
  return admin
}

async function migrate(
  { serverId, database: name, pattern, keyId, isPooled, appRole }: RegisteredDatabase,
  admin: ServerAdmin,
): Promise<void> {
  await createTenantDatabase(name, { keyId, isPooled, appRole }, admin)
  await migrateTenantDatabase(name, admin)
  await registerDatabase({ serverId, name, pattern, schemaVersion: tenantSchemaVersion() })
}
