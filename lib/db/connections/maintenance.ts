import pg from 'pg'
import { firstAdmin, ownerConfig, type ServerAdmin } from './connection-config'

/**
 * A connection for statements about the server rather than one database: to `postgres`, which every server has, or to the one that
 * the administrative role may enter where a managed server refuses that.
 */
export async function withMaintenance<R>(work: (client: pg.Client) => Promise<R>, admin: ServerAdmin = firstAdmin()): Promise<R> {
  let failure: unknown
  for (const database of ['postgres', admin.maintenanceDatabase]) {
    const client = new pg.Client({ ...ownerConfig(database, admin), application_name: 'rowhouse:owner' })
    client.on('error', () => {})
    try {
      await client.connect()
    } catch (error) {
      failure ??= error
      continue
    }
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  throw failure
}

/** True if it made the database; false if it was there. */
export async function createDatabaseIfMissing(name: string, admin?: ServerAdmin): Promise<boolean> {
  return withMaintenance(async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return false
    try {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`)
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '42P04' || code === '23505') return false // another process was faster
      throw error
    }
  }, admin)
}

/**
 * Of our roles exactly these may connect: PostgreSQL lets everybody by default, and a cloned database starts with that default again.
 * One that was let in before is shut out: a right of rowhouse_app would let in the own role of every other tenant.
 */
export async function restrictDatabase(
  client: pg.Client,
  name: string,
  grants: Record<string, 'CONNECT' | 'CONNECT, TEMPORARY'>,
): Promise<void> {
  const database = pg.escapeIdentifier(name)
  await client.query('BEGIN')
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('rowhouse:grants'))`) // two at once would meet in one row of pg_database
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
  const { rows } = await client.query<{ role: string }>(
    `SELECT DISTINCT r.rolname AS role FROM pg_database d CROSS JOIN LATERAL aclexplode(d.datacl) AS g JOIN pg_roles r ON r.oid = g.grantee
      WHERE d.datname = $1 AND g.grantee <> d.datdba AND starts_with(r.rolname, 'rowhouse_') AND NOT r.rolname = ANY ($2)`,
    [name, Object.keys(grants)],
  )
  for (const { role } of rows) await client.query(`REVOKE ALL ON DATABASE ${database} FROM ${pg.escapeIdentifier(role)}`)
  for (const [role, rights] of Object.entries(grants)) {
    await client.query(`GRANT ${rights} ON DATABASE ${database} TO ${pg.escapeIdentifier(role)}`)
  }
  await client.query('COMMIT')
}
