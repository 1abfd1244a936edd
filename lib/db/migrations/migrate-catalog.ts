import { catalogDatabase } from '../connections/connection-config'
import { createDatabaseIfMissing, restrictDatabase } from '../connections/maintenance'
import { withOwner } from '../connections/owner-client'
import { applyMigrations } from './apply-migrations'
import { readMigrations } from './read-migrations'

/** Makes the catalog database if it is missing and brings it up to date. Returns the migrations that it applied. */
export async function migrateCatalog(): Promise<string[]> {
  const name = catalogDatabase()
  await createDatabaseIfMissing(name)
  return withOwner(name, async (client) => {
    await restrictCatalog(name)
    return applyMigrations(client, 'database', 'public', readMigrations('catalog/migrations'))
  })
}

/** Also for a catalog that was cloned from a template. */
export async function restrictCatalog(name: string): Promise<void> {
  await withOwner(name, (client) => restrictDatabase(client, name, { rowhouse_catalog: 'CONNECT' }))
}
