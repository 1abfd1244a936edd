import { changeDatabase, enterOwnDatabase, getServerAdmin, type Pattern, type RegisteredServer } from '@/lib/catalog'
import {
  createTenantDatabase,
  dropTenantDatabase,
  ensureOwnRole,
  installationName,
  SHARED_SCHEMA,
  type TenantLocation,
  tenantSchemaVersion,
} from '@/lib/db'
import { locationOf } from '../shared-database'
import { shutGate } from '../shut-gate'
import { ownNames } from './own-names'

/** A database of one tenant with a role of its own. Entered first and made then: whatever kills it in between, the catalog knows of it. */
export async function createOwnDatabase(
  server: RegisteredServer,
  pattern: Pattern,
  tenantId: string,
  epoch: number,
): Promise<TenantLocation> {
  const { database: name, role } = ownNames(tenantId, epoch)
  const admin = await getServerAdmin(server.id)
  const database = await enterOwnDatabase({ serverId: server.id, name, pattern, appRole: role })
  if (database.state === 'dropping') await dropTenantDatabase(database, admin) // a removal that was killed: nothing of it comes back
  await ensureOwnRole(database, installationName(), admin)
  const { keyId, isPooled, appRole, databaseId } = database
  await createTenantDatabase(name, { keyId, isPooled, appRole }, admin)
  const location = { ...locationOf(database), schema: SHARED_SCHEMA }
  await shutGate(location, tenantId, epoch)
  await changeDatabase(databaseId, { state: 'ready', schemaVersion: tenantSchemaVersion() })
  return location
}
