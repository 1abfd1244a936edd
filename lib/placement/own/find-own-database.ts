import { findDatabase, type RegisteredDatabase } from '@/lib/catalog'
import type { TenantLocation } from '@/lib/db'
import { assertNoHome } from '../assert-no-home'
import { assertNotServed } from '../assert-not-served'

/** The database that is to be removed, or null when an earlier try has removed it. Throws `conflict` when the tenant is served from it. */
export async function findOwnDatabase(location: TenantLocation, tenantId: string): Promise<RegisteredDatabase | null> {
  const database = await findDatabase(location.databaseId)
  if (database === null || database.state === 'dropped') return null
  if (database.state === 'dropping' || database.state === 'preparing') await assertNoHome(location, tenantId)
  else await assertNotServed(location, tenantId)
  return database
}
