import type { Place } from './place'
import { openPlace } from './place'
import { listMovableTables, qualified } from './tables'

const BATCH = 10_000

/** Deletes one tenant's rows at a place where nobody is served: the database refuses it otherwise. In batches, and safe to repeat. */
export async function wipeTenant(place: Place, tenantId: string): Promise<number> {
  const client = await openPlace(place, { name: 'rowhouse:wipe', isApplying: true, isBulk: true })
  let rows = 0
  try {
    for (const { name } of await listMovableTables(client, place.location.schema)) {
      const table = qualified(place.location.schema, name)
      for (let deleted = BATCH; deleted === BATCH; rows += deleted) {
        await client.query('BEGIN')
        await client.query('SELECT sec.claim($1)', [tenantId])
        const result = await client.query(
          `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE tenant_id = $1 LIMIT ${BATCH}))`,
          [tenantId],
        )
        await client.query('COMMIT')
        deleted = result.rowCount ?? 0
      }
    }
  } finally {
    await client.end()
  }
  return rows
}

/** Rows and bytes of one tenant, for a preview: reads every table once. */
export async function countRows(place: Place, tenantId: string): Promise<{ rows: number; bytes: number; tables: number }> {
  const client = await openPlace(place, { name: 'rowhouse:count' })
  try {
    const tables = await listMovableTables(client, place.location.schema)
    if (tables.length === 0) return { rows: 0, bytes: 0, tables: 0 }
    const parts = tables.map(
      ({ name }) =>
        `SELECT count(*)::float8 AS n, coalesce(sum(pg_column_size(t)), 0)::float8 AS b FROM ${qualified(place.location.schema, name)} t WHERE tenant_id = $1`,
    )
    const { rows } = await client.query<{ n: number; b: number }>(
      `SELECT sum(n) AS n, sum(b) AS b FROM (${parts.join(' UNION ALL ')}) AS counted`,
      [tenantId],
    )
    return { rows: rows[0]!.n, bytes: rows[0]!.b, tables: tables.length }
  } finally {
    await client.end()
  }
}
