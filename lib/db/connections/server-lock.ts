import type { ServerAdmin } from './connection-config'
import { withMaintenance } from './maintenance'

/** One at a time on this server, whatever the process: statements on roles and databases fail when two make them at once. */
export async function withServerLock<R>(name: string, work: () => Promise<R>, admin?: ServerAdmin): Promise<R> {
  return withMaintenance(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`rowhouse:${name}`])
    return work() // the lock ends with the connection
  }, admin)
}
