import { qualified } from './copy-rows'
import { withMover } from './mover-client'
import type { TenantLocation } from './tenant-location'
import { tenantTables } from './tenant-tables'

const BATCH = 20_000

/**
 * Deletes all that one tenant has in the tables of a schema, in small transactions, so that neither locks nor the log grow with it.
 * Triggers and foreign keys sleep: the order does not matter, and a sealed trail goes too. Returns how many rows went.
 */
export async function deleteRows(at: TenantLocation, tenantId: string): Promise<number> {
  return withMover(at, async (client) => {
    await client.query('SET session_replication_role = replica')
    let deleted = 0
    for (const table of await tenantTables(client, at.schema)) {
      const name = qualified(at.schema, table)
      for (let count = BATCH; count === BATCH; deleted += count) {
        const { rowCount } = await client.query(
          `DELETE FROM ${name} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${name} WHERE tenant_id = $1 LIMIT ${BATCH}))`,
          [tenantId],
        )
        count = rowCount ?? 0
      }
    }
    return deleted
  })
}
