import pg from 'pg'
import { type ApplicationPlace, applicationConfig } from './connection-config'

/**
 * Ends what runs for one tenant at this moment, and its open transactions, in every process. The gate alone stops statements that
 * have not begun, not one that is in its middle, nor a transaction whose snapshot is older than the gate's change. Every statement
 * carries its tenant's name while it runs, and only then; the role may end its own connections. Returns how many it ended.
 */
export async function endStatements(at: ApplicationPlace, tenantId: string): Promise<number> {
  const client = new pg.Client({ ...applicationConfig(at), application_name: 'rowhouse:end-statements' })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ ended: number }>(
      `SELECT count(pg_terminate_backend(pid))::int AS ended FROM pg_stat_activity
        WHERE application_name = $1 AND datname = current_database() AND usename = current_user AND state <> 'idle'`,
      [`tenant:${tenantId}`],
    )
    return rows[0]!.ended
  } finally {
    await client.end()
  }
}
