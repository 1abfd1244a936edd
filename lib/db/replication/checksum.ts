import type pg from 'pg'
import { AppError } from '@/lib/core'
import { type MovableTable, qualified, quote } from './tables'

/** Table -> count and two folds of a hash over each row. */
export type Sums = Map<string, string>
/** Table -> keys as JSON objects. */
export type TouchedKeys = Map<string, Set<string>>

// Text of the whole row in the order of column names: sees a changed scale of a number, and custom columns that one side lacks.
// The sum as numeric, because XOR alone forgets a row that is there twice.
const folds = (row: string) =>
  `count(*) || ':' || coalesce(sum(hashtextextended(${row}::text, 0)::numeric), 0) || ':' || coalesce(bit_xor(hashtextextended(${row}::text, 0)), 0)`
const rowOf = (alias: string, { columns }: MovableTable) => `ROW(${columns.map(({ name }) => `${alias}.${quote(name)}`).join(', ')})`

/** In the transaction that `client` is in: its snapshot decides what is summed. */
export async function sumTables(client: pg.Client, schema: string, tenantId: string, tables: readonly MovableTable[]): Promise<Sums> {
  const sums: Sums = new Map()
  for (const table of tables) {
    const { rows } = await client.query<{ sum: string }>(
      `SELECT ${folds(rowOf('t', table))} AS sum FROM ONLY ${qualified(schema, table.name)} t WHERE tenant_id = $1`,
      [tenantId],
    )
    sums.set(table.name, rows[0]!.sum)
  }
  return sums
}

/** Throws `conflict` with the names of the tables that differ. */
export function compareCopies(source: Sums, target: Sums): void {
  const different = [...source].filter(([name, sum]) => target.get(name) !== sum).map(([name]) => name)
  if (different.length > 0)
    throw new AppError('conflict', {
      message: `The copy differs from its source in ${different.join(', ')}. The move is undone, and the tenant stays where it is; start it again.`,
    })
}

/** Only the rows that were written to since the full verification, all tables in one query for each side. Returns how many keys. */
export async function verifyTouched(
  source: { client: pg.Client; schema: string },
  target: { client: pg.Client; schema: string },
  tables: readonly MovableTable[],
  touched: TouchedKeys,
): Promise<number> {
  const written = tables.filter(({ name }) => touched.has(name))
  if (written.length === 0) return 0
  const keys = written.map(({ name }) => `[${[...touched.get(name)!].join(',')}]`)
  const sumsAt = async ({ client, schema }: { client: pg.Client; schema: string }): Promise<Sums> => {
    const parts = written.map((table, n) => {
      const primary = table.columns.filter(({ isKey }) => isKey).map(({ name }) => quote(name))
      const from = qualified(schema, table.name)
      return `SELECT ${n} AS n, ${folds(rowOf('t', table))} AS sum
                FROM (SELECT DISTINCT ${primary.join(', ')} FROM json_populate_recordset(NULL::${from}, $${n + 1}::json)) k
                JOIN ${from} t USING (${primary.join(', ')})`
    })
    const { rows } = await client.query<{ n: number; sum: string }>(parts.join(' UNION ALL '), keys)
    return new Map(rows.map(({ n, sum }) => [written[n]!.name, sum]))
  }
  compareCopies(...(await Promise.all([sumsAt(source), sumsAt(target)])))
  return [...touched.values()].reduce((sum, set) => sum + set.size, 0)
}
