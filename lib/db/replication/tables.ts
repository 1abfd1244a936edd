import pg from 'pg'
import { AppError } from '@/lib/core'

export interface MovableTable {
  readonly name: string
  /** In the order of their names: the order in the table differs between places, and dropped columns leave gaps. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isGenerated: boolean; readonly isKey: boolean }[]
}

/** Every table with rows of tenants in one schema, from the database's own catalogue: a model that was added counts by itself. */
export async function listMovableTables(client: pg.Client, schema: string): Promise<MovableTable[]> {
  const { rows } = await client.query<{ name: string; columns: MovableTable['columns'] }>(
    `SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
              'isGenerated', a.attgenerated <> '', 'isKey', coalesce(a.attnum = ANY (k.indkey::int2[]), false)) ORDER BY a.attname) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_index k ON k.indrelid = c.oid AND k.indisprimary
      WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relkind = 'r' AND c.relname <> 'tenancy_probe'
        AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped)
      GROUP BY c.relname ORDER BY c.relname`,
    [schema],
  )
  return rows
}

/** Throws `conflict` that names the first difference: a column that is missing on one side would be lost without a word. */
export function compareTables(source: readonly MovableTable[], target: readonly MovableTable[]): void {
  const shapes = (tables: readonly MovableTable[]) =>
    new Map(
      tables.flatMap(({ name, columns }) => columns.map((c) => [`${name}.${c.name}`, `${c.type}${c.isGenerated ? ' generated' : ''}`])),
    )
  const [here, there] = [shapes(source), shapes(target)]
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    const [from, to] = [here.get(name) ?? 'missing', there.get(name) ?? 'missing']
    if (from !== to) {
      throw new AppError('conflict', {
        message: `The two places do not have the same tables: ${name} is ${from} where the tenant lives and ${to} where it shall go. Bring both to the same version, then start the move again.`,
      })
    }
  }
  const keyless = source.find(({ columns }) => !columns.some(({ isKey, name }) => isKey && name === 'tenant_id'))
  if (keyless) throw new AppError('conflict', { message: `The table ${keyless.name} has no primary key that begins with tenant_id.` })
}

export const quote = pg.escapeIdentifier
export const qualified = (schema: string, table: string) => `${quote(schema)}.${quote(table)}`
/** What COPY carries: the target computes generated columns itself. */
export const storedColumns = ({ columns }: MovableTable) =>
  columns
    .filter(({ isGenerated }) => !isGenerated)
    .map(({ name }) => quote(name))
    .join(', ')
