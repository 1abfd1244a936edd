import type pg from 'pg'
import type { ServerAdmin } from '../connections/connection-config'
import { withOwner } from '../connections/owner-client'
import { applyMigrations, missingMigrations } from './apply-migrations'
import { readMigrations } from './read-migrations'

/** Brings a database that holds tenants up to date: first what is there once per database, then each schema with tenant tables. */
export async function migrateTenantDatabase(name: string, admin?: ServerAdmin): Promise<string[]> {
  return withOwner(
    name,
    async (client) => {
      const applied = await applyMigrations(client, 'database', 'public', readMigrations('tenant/database'))
      const { rows } = await client.query<{ schema: string }>(
        `SELECT nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relname = 'tenancy_probe' AND relkind IN ('r', 'p') ORDER BY nspname`,
      )
      const migrations = readMigrations('tenant/migrations')
      const done = await appliedTo(client)
      for (const { schema } of rows) {
        if (missingMigrations(schema, done.get(schema) ?? [], migrations).length === 0) continue
        const names = await applyMigrations(client, schema, schema, migrations)
        applied.push(...names.map((migration) => `${schema}: ${migration}`))
      }
      return applied
    },
    admin,
  )
}

/** All that the ledger knows, in one look: of a thousand schemas with nothing to do, none is asked by itself. */
async function appliedTo(client: pg.Client): Promise<Map<string, { name: string; checksum: string }[]>> {
  const { rows } = await client.query<{ target: string; applied: { name: string; checksum: string }[] }>(
    `SELECT target, jsonb_agg(jsonb_build_object('name', name, 'checksum', checksum)) AS applied FROM ledger.migrations GROUP BY target`,
  )
  return new Map(rows.map(({ target, applied }) => [target, applied]))
}

/** The name of the newest migration of tenant tables that this version of the application knows. */
export function tenantSchemaVersion(): string {
  return readMigrations('tenant/migrations').at(-1)?.name ?? ''
}
