import { createHash } from 'node:crypto'
import pg from 'pg'
import type { ServerAdmin } from '../connections/connection-config'
import { createDatabaseIfMissing, restrictDatabase, withMaintenance } from '../connections/maintenance'
import { withOwner } from '../connections/owner-client'
import { applyMigrations } from './apply-migrations'
import { databaseGrants, type TenantDatabaseOptions } from './create-tenant-database'
import { readMigrations } from './read-migrations'

/**
 * Names what a new place would be made of, so that one made ahead of a migration is never handed out. Versions sort by age: there are
 * only ever more migrations.
 */
export function templateVersion(): string {
  const migrations = [...readMigrations('tenant/database'), ...readMigrations('tenant/migrations')]
  const hash = createHash('sha256')
  for (const { name, checksum } of migrations) hash.update(`${name} ${checksum}\n`)
  return `${String(migrations.length).padStart(4, '0')}_${hash.digest('hex').slice(0, 8)}`
}

/**
 * A database with everything that tenants' databases have in common and nothing that belongs to one: no key, no gate, and nobody may
 * connect. Safe to repeat; what a killed process left half-made is completed.
 */
export async function ensureTemplateDatabase(name: string, admin?: ServerAdmin): Promise<void> {
  if (await isClosed(name, admin)) return
  await createDatabaseIfMissing(name, admin)
  await withOwner(
    name,
    async (client) => {
      await applyMigrations(client, 'database', 'public', readMigrations('tenant/database'))
      await applyMigrations(client, 'public', 'public', readMigrations('tenant/migrations'))
    },
    admin,
  )
  await withMaintenance(async (client) => {
    await restrictDatabase(client, name, {})
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} WITH ALLOW_CONNECTIONS false`)
  }, admin)
}

/** A copy that nobody may enter yet, whatever rights they have. */
export async function copyTemplateDatabase(template: string, name: string, admin?: ServerAdmin): Promise<void> {
  await withMaintenance(async (client) => {
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY WAL_LOG ALLOW_CONNECTIONS false`,
    )
    await restrictDatabase(client, name, {})
  }, admin)
}

/**
 * Gives a closed copy its name and lets those in who belong there: the rights come before the door opens. Nothing when it has the name
 * already, or when there is no such copy. What the copy shares with its template is no secret: keys and gates are made afterwards.
 */
export async function handOutDatabase(
  copy: string,
  name: string,
  options: Pick<TenantDatabaseOptions, 'appRole'>,
  admin?: ServerAdmin,
): Promise<void> {
  await withMaintenance(async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE datname IN ($1, $2)', [copy, name])
    if (rows.length === 0) return
    const target = pg.escapeIdentifier(name)
    if (!rows.some((each) => each.name === name)) await client.query(`ALTER DATABASE ${pg.escapeIdentifier(copy)} RENAME TO ${target}`)
    await restrictDatabase(client, name, databaseGrants(options))
    await client.query(`ALTER DATABASE ${target} WITH ALLOW_CONNECTIONS true`)
  }, admin)
}

async function isClosed(name: string, admin?: ServerAdmin): Promise<boolean> {
  return withMaintenance(async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND NOT datallowconn', [name])
    return rowCount === 1
  }, admin)
}
