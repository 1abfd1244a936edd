import pg from 'pg'
import type { ServerAdmin } from '../connections/connection-config'
import { createDatabaseIfMissing, restrictDatabase } from '../connections/maintenance'
import { withOwner } from '../connections/owner-client'
import { applyMigrations } from './apply-migrations'
import { installContextKey } from './context-key'
import { readMigrations } from './read-migrations'

export interface TenantDatabaseOptions {
  readonly keyId?: number
  /** Behind a transaction pooler, where a statement may meet another backend than the one that it was signed for. */
  readonly isPooled?: boolean
  /** The role of a database that is one tenant's own. */
  readonly appRole?: string | null
}

/** Makes a database for tenants: roles' rights, extensions, signed context and its key, tenant tables in public. Safe to repeat. */
export async function createTenantDatabase(name: string, options: TenantDatabaseOptions = {}, admin?: ServerAdmin): Promise<void> {
  await createDatabaseIfMissing(name, admin)
  await withOwner(
    name,
    async (client) => {
      await applyMigrations(client, 'database', 'public', readMigrations('tenant/database'))
      await prepareTenantDatabase(client, name, options)
      await applyMigrations(client, 'public', 'public', readMigrations('tenant/migrations'))
    },
    admin,
  )
}

/** What does not come with a clone: who may connect, and the key, which belongs to the database's name. */
export async function prepareTenantDatabase(
  client: pg.Client,
  name: string,
  { keyId = 1, isPooled = false, appRole }: TenantDatabaseOptions = {},
): Promise<void> {
  await restrictDatabase(client, name, databaseGrants({ appRole }))
  await installContextKey(client, name, keyId, !isPooled)
}

export function databaseGrants({ appRole }: Pick<TenantDatabaseOptions, 'appRole'>): Record<string, 'CONNECT' | 'CONNECT, TEMPORARY'> {
  return {
    [appRole ?? 'rowhouse_shared']: 'CONNECT, TEMPORARY',
    rowhouse_control: 'CONNECT',
    rowhouse_mover: 'CONNECT, TEMPORARY',
  }
}

/** A schema of its own for one tenant's tables, in a database that was made by createTenantDatabase. Safe to repeat. */
export async function createTenantSchema(database: string, schema: string, admin?: ServerAdmin): Promise<void> {
  await withOwner(
    database,
    async (client) => {
      const name = pg.escapeIdentifier(schema)
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${name}`)
      await client.query(`GRANT USAGE ON SCHEMA ${name} TO rowhouse_app, rowhouse_search`)
      await applyMigrations(client, schema, schema, readMigrations('tenant/migrations'))
    },
    admin,
  )
}
