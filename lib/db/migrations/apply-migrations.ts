import pg from 'pg'
import { AppError } from '@/lib/core'
import type { Migration } from './read-migrations'

/**
 * Applies what is missing to one target, in one transaction: a database ("database") or one schema of tenant tables. Whoever comes
 * second waits and finds nothing to do; so does whoever meets a move that goes from or to this place, until it is over. The ledger lies in a schema of its own, so that a tenant's schema holds tenant tables only.
 * Returns the names that it applied.
 */
export async function applyMigrations(client: pg.Client, target: string, schema: string, migrations: Migration[]): Promise<string[]> {
  if ((await hasLedger(client)) && missingMigrations(target, await readLedger(client, target), migrations).length === 0) return []
  await client.query('BEGIN')
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('rowhouse:migrations'), hashtext($1))`, [target])
    await ensureLedger(client)
    const missing = missingMigrations(target, await readLedger(client, target), migrations)
    if (missing.length > 0) {
      await client.query(`SET LOCAL lock_timeout = '5s'`)
      await client.query(`SET LOCAL search_path = ${pg.escapeIdentifier(schema)}, pg_temp`)
    }
    for (const { name, sql, checksum } of missing) {
      await client.query(sql).catch((cause) => {
        throw new AppError('internal', { message: `The migration ${name} failed on ${target}.`, detail: String(cause.message), cause })
      })
      await client.query('INSERT INTO ledger.migrations (target, name, checksum) VALUES ($1, $2, $3)', [target, name, checksum])
    }
    await client.query('COMMIT')
    return missing.map(({ name }) => name)
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function hasLedger(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ isThere: boolean }>(`SELECT to_regclass('ledger.migrations') IS NOT NULL AS "isThere"`)
  return rows[0]!.isThere
}

async function readLedger(client: pg.Client, target: string): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM ledger.migrations WHERE target = $1',
    [target],
  )
  return rows
}

async function ensureLedger(client: pg.Client): Promise<void> {
  if (await hasLedger(client)) return
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('rowhouse:ledger'))`)
  await client.query(`CREATE SCHEMA IF NOT EXISTS ledger`)
  await client.query(`CREATE TABLE IF NOT EXISTS ledger.migrations (
    target text NOT NULL, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (target, name))`)
}

/** What is still to be applied; throws where history and files disagree, because no guess about that is safe. */
export function missingMigrations(target: string, applied: { name: string; checksum: string }[], migrations: Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of applied) {
    const migration = known.get(name)
    if (migration === undefined) {
      throw new AppError('unavailable', {
        message: `${target} was migrated by a newer version: it has ${name}, which this version does not know.`,
      })
    }
    if (migration.checksum !== checksum) {
      throw new AppError('internal', {
        message: `The migration ${name} was edited after it had been applied to ${target}. Add a new migration instead.`,
      })
    }
  }
  const done = new Set(applied.map(({ name }) => name))
  const missing = migrations.filter(({ name }) => !done.has(name))
  const last =
    applied
      .map(({ name }) => name)
      .sort()
      .at(-1) ?? ''
  const late = missing.find(({ name }) => name < last)
  if (late)
    throw new AppError('internal', {
      message: `The migration ${late.name} sorts before ${last}, which ${target} has already. Give it a later number.`,
    })
  return missing
}
