import type pg from 'pg'
import { AppError } from '@/lib/core'
import { qualified } from './copy-rows'
import { withMover } from './mover-client'
import { muteTriggers } from './mute-triggers'
import type { TenantLocation } from './tenant-location'
import { tenantTables } from './tenant-tables'

const BATCH = 20_000

/**
 * Deletes all that one tenant has in the tables of a schema, in small transactions, so that neither locks nor the log grow with it.
 * Each of them asks the gate first and keeps it shut: a tenant that is let in meanwhile loses nothing. Throws `conflict` then.
 */
export async function deleteRows(at: TenantLocation, tenantId: string): Promise<number> {
  return withMover(at, async (client) => {
    await muteTriggers(client)
    let deleted = 0
    for (const table of await tenantTables(client, at.schema)) {
      const name = qualified(at.schema, table)
      for (let count = BATCH; count === BATCH; deleted += count) count = await deleteBatch(client, name, tenantId)
    }
    return deleted
  })
}

async function deleteBatch(client: pg.Client, table: string, tenantId: string): Promise<number> {
  await client.query('BEGIN')
  try {
    await client.query('SELECT sec.claim($1)', [tenantId])
    const { rowCount } = await client.query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE tenant_id = $1 LIMIT ${BATCH}))`,
      [tenantId],
    )
    await client.query('COMMIT')
    return rowCount ?? 0
  } catch (cause) {
    await client.query('ROLLBACK')
    if ((cause as { code?: string }).code !== 'TN008') throw cause
    throw new AppError('conflict', { message: 'The tenant is served from here. Stop or move it first.', cause })
  }
}
