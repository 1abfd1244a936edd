import { changeDatabase, forgetDatabase, getServerAdmin, type RegisteredDatabase } from '@/lib/catalog'
import { dropOwnRole, dropTenantDatabase, dropUnknownDatabase } from '@/lib/db'

/** Database and role. From the first moment the catalog says that it goes, so that a second try asks no gate that is gone. */
export async function dropOwnDatabase(database: RegisteredDatabase): Promise<void> {
  const admin = await getServerAdmin(database.serverId)
  await changeDatabase(database.databaseId, { state: 'dropping' })
  if (database.standbyName) await dropUnknownDatabase(database.standbyName, admin)
  await dropTenantDatabase(database, admin)
  if (database.appRole) await dropOwnRole(database.appRole, admin)
  await forgetDatabase(database.databaseId)
}
