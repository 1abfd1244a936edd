import type pg from 'pg'

export interface SnapshotColumn {
  readonly name: string
  /** Holds text that somebody may have typed, a formula for a spreadsheet included. */
  readonly isText: boolean
}

/**
 * The tables whose rows belong to the tenant's data, from the database's own catalogue: a new model is exported without a line of
 * code. Tables and columns of class secret stay out; so do the tenant's id, the same in each row, and generated columns.
 */
export async function listDataTables(client: pg.Client, schema: string): Promise<{ name: string; columns: SnapshotColumn[] }[]> {
  const { rows } = await client.query<{ name: string; columns: SnapshotColumn[] }>(
    `SELECT c.relname::text AS name,
            jsonb_agg(jsonb_build_object('name', a.attname, 'isText', t.typcategory = 'S') ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attname <> 'tenant_id'
       JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND obj_description(c.oid, 'pg_class') = 'class: data'
        AND coalesce(col_description(c.oid, a.attnum), '') NOT LIKE 'class: secret%'
      GROUP BY c.relname ORDER BY c.relname`,
    [`"${schema}"`],
  )
  return rows
}
