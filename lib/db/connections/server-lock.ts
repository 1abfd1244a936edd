import type { ServerAdmin } from './connection-config'
import { withMaintenance } from './maintenance'

/** One at a time on this server, whatever the process: statements on roles and databases fail when two make them at once. */
export async function withServerLock<R>(name: string, work: () => Promise<R>, admin?: ServerAdmin): Promise<R> {
  return withMaintenance(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`rowhouse:${name}`])
    return work() // the lock ends with the connection
  }, admin)
}

/** The same for work that need not wait: null when another process is at it. */
export async function tryServerLock<R>(name: string, work: () => Promise<R>, admin?: ServerAdmin): Promise<R | null> {
  return withMaintenance(async (client) => {
    const { rows } = await client.query<{ isMine: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isMine"', [
      `rowhouse:${name}`,
    ])
    return rows[0]!.isMine ? work() : null
  }, admin)
}
