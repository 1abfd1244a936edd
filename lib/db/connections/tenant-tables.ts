import type pg from 'pg'

/** The tables of one schema that hold tenants' rows, from the database's own catalogue: a new model is there by itself. */
export async function tenantTables(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'tenancy_probe'
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnum > 0) ORDER BY 1`,
    [schema],
  )
  return rows.map(({ name }) => name)
}
