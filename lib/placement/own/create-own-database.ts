import { changeDatabase, getServerAdmin, type RegisteredDatabase } from '@/lib/catalog'
import {
  createTenantDatabase,
  dropTenantDatabase,
  ensureOwnRole,
  handOutDatabase,
  installationName,
  SHARED_SCHEMA,
  type TenantLocation,
  tenantSchemaVersion,
} from '@/lib/db'
import { locationOf } from '../shared-database'
import { shutGate } from '../shut-gate'

/**
 * A database of one tenant with a role of its own, from its row in the catalog: whatever kills its maker in between, the catalog knows of
 * it. One that was kept ready gets its name; what is missing then is the same for both: the role with its password, the key and the gate.
 */
export async function createOwnDatabase(database: RegisteredDatabase, tenantId: string, epoch: number): Promise<TenantLocation> {
  const { database: name, databaseId, serverId, keyId, isPooled, appRole, standbyName, state } = database
  const admin = await getServerAdmin(serverId)
  if (state === 'dropping') await dropTenantDatabase(database, admin) // a removal that was killed: nothing of it comes back
  await ensureOwnRole(database, installationName(), admin)
  if (standbyName !== null) await handOutDatabase(standbyName, name, { appRole }, admin)
  await createTenantDatabase(name, { keyId, isPooled, appRole }, admin)
  const location = { ...locationOf(database), schema: SHARED_SCHEMA }
  await shutGate(location, tenantId, epoch)
  await changeDatabase(databaseId, { state: 'ready', schemaVersion: tenantSchemaVersion(), standbyName: null })
  return location
}
