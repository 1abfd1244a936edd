import { getDatabase, getServerAdmin } from '@/lib/catalog'
import { migrateTenantDatabase, type TenantLocation } from '@/lib/db'

export async function migratePlace({ databaseId, database }: TenantLocation): Promise<string[]> {
  const { serverId } = await getDatabase(databaseId)
  return migrateTenantDatabase(database, await getServerAdmin(serverId))
}
