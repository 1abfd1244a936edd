import type { ServerAdmin } from './connection-config'
import { withOwner } from './owner-client'

const CLOSED = '55000'

/**
 * Tenants that a database lets in, whatever the catalog thinks: one restored from before a move knows nothing of the newest copy. One that
 * is closed to everybody, because it was kept ready, lets nobody in.
 */
export async function listLiveGates(database: string, admin: ServerAdmin): Promise<{ tenantId: string; epoch: number }[]> {
  return withOwner(
    database,
    async (client) => {
      const { rows: known } = await client.query<{ isThere: boolean }>(`SELECT to_regclass('sec.gate') IS NOT NULL AS "isThere"`)
      if (!known[0]!.isThere) return []
      const { rows } = await client.query<{ tenantId: string; epoch: number }>(
        `SELECT tenant_id AS "tenantId", epoch FROM sec.gate WHERE state IN ('open', 'frozen', 'locked') AND epoch > 0`,
      )
      return rows
    },
    admin,
  ).catch((error: { code?: string }) => {
    if (error.code === CLOSED) return []
    throw error
  })
}
