import pg from 'pg'
import type { ServerAdmin } from '../connections/connection-config'
import { withOwner } from '../connections/owner-client'

/** Removes one tenant's schema and what the ledger says of it. True if there was one. */
export async function dropTenantSchema(database: string, schema: string, admin?: ServerAdmin): Promise<boolean> {
  return withOwner(
    database,
    async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema])
      await client.query('BEGIN')
      await client.query(`DROP SCHEMA IF EXISTS ${pg.escapeIdentifier(schema)} CASCADE`)
      await client.query('DELETE FROM ledger.migrations WHERE target = $1', [schema])
      await client.query('COMMIT')
      return rowCount === 1
    },
    admin,
  )
}

/** The schemas of single tenants in a database, finished or not. */
export async function listTenantSchemas(database: string, admin?: ServerAdmin): Promise<string[]> {
  return withOwner(
    database,
    async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 't\\_%' ORDER BY 1`,
      )
      return rows.map(({ name }) => name)
    },
    admin,
  )
}
