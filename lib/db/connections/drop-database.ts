import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type ApplicationPlace, applicationConfig, roleConfig, type ServerAddress, type ServerAdmin } from './connection-config'
import { withMaintenance } from './maintenance'

/** Longer than processes keep a connection that nobody uses. */
const PATIENCE_MS = 45_000

/**
 * Removes a tenant's own database, with whoever is in it: processes keep connections for half a minute, and the administrative role may
 * not end those of other roles. Each of ours may end its own. True if there was one.
 */
export async function dropTenantDatabase(at: ApplicationPlace, admin: ServerAdmin): Promise<boolean> {
  return dropDatabase(at.database, admin, [applicationConfig(at), ...ourConfigs(at)])
}

/** One that the catalog has no password for: sessions of its role are waited for. */
export async function dropUnknownDatabase(name: string, admin: ServerAdmin): Promise<boolean> {
  return dropDatabase(name, admin, ourConfigs({ ...admin, database: name }))
}

function ourConfigs(at: ServerAddress & { database: string }): pg.ClientConfig[] {
  return [roleConfig('rowhouse_control', at), roleConfig('rowhouse_mover', at)]
}

async function dropDatabase(name: string, admin: ServerAdmin, configs: pg.ClientConfig[]): Promise<boolean> {
  const database = pg.escapeIdentifier(name)
  return withMaintenance(async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) return false
    const inside = await Promise.all(configs.map(enter))
    await client.query(`ALTER DATABASE ${database} CONNECTION LIMIT 0`) // nobody comes back in
    await Promise.all(inside.map((one) => one && endOthers(one)))
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      const failure = await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`).then(
        () => undefined,
        (error: { code?: string }) => error,
      )
      if (failure === undefined) return true
      const isSomebodyInside = failure.code === '42501' || failure.code === '55006'
      if (!isSomebodyInside || Date.now() > deadline) throw failure
      await pause(250)
    }
  }, admin)
}

/** Nothing when it cannot: an earlier try has shut the door already, or has not come so far as to make the role. */
async function enter(config: pg.ClientConfig): Promise<pg.Client | undefined> {
  const client = new pg.Client({ ...config, application_name: 'rowhouse:drop' })
  client.on('error', () => {})
  return client.connect().then(
    () => client,
    () => undefined,
  )
}

async function endOthers(client: pg.Client): Promise<void> {
  try {
    await client.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
    )
  } finally {
    await client.end()
  }
}

/** Databases of a server by the beginning of their name. */
export async function listDatabaseNames(prefix: string, admin: ServerAdmin): Promise<string[]> {
  return withMaintenance(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1',
      [prefix],
    )
    return rows.map(({ name }) => name)
  }, admin)
}
