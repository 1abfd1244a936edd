import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CopySession } from '@/lib/tenancy'
import type { ImportKind } from './fields'
import { type OpenTable, readRows } from './open-table'
import { type RowOptions, RowParser } from './row-parser'
import { DEPARTMENT_COLUMNS } from './rows/department-row'
import { EMPLOYEE_COLUMNS } from './rows/employee-row'
import { SALARY_COLUMNS } from './rows/salary-row'

const COLUMNS: Record<ImportKind, string[]> = { departments: DEPARTMENT_COLUMNS, employees: EMPLOYEE_COLUMNS, salaries: SALARY_COLUMNS }
const CHUNK_CHARACTERS = 64 * 1024

/** The temporary tables of one import. They vanish with the transaction, so a killed import leaves nothing behind. */
export async function createStaging(session: CopySession): Promise<void> {
  // Enough to join a million rows in memory; the server keeps it for this transaction alone.
  await session.query(`SET LOCAL work_mem = '64MB'`)
  for (const [kind, columns] of Object.entries(COLUMNS)) {
    await session.query(`CREATE TEMP TABLE import_${kind} (line integer, ${columns.join(', ')}, problems text) ON COMMIT DROP`)
  }
  await session.query(
    `CREATE TEMP TABLE import_problems (kind text, line integer, field text, code text, value text, detail text, subject text) ON COMMIT DROP`,
  )
  // Numbers of people whose rows were left out: who refers to them is told so, and not that they do not exist.
  await session.query('CREATE TEMP TABLE import_left_out (number text) ON COMMIT DROP')
}

/** Streams a file into its temporary table. Memory holds one chunk; the database's pace is the file's. */
export async function stage(
  session: CopySession,
  table: OpenTable,
  options: RowOptions,
  { signal, onRows }: { signal?: AbortSignal; onRows?: (rows: number) => void } = {},
): Promise<{ rows: number; bad: number }> {
  const parser = new RowParser(table.kind, table.headers, table.mapping, options)
  const copy = session.copyFrom(`COPY import_${table.kind} FROM STDIN`)
  await pipeline(Readable.from(linesOf(table, parser, onRows), { objectMode: false, highWaterMark: CHUNK_CHARACTERS }), copy, { signal })
  await session.query(`ANALYZE import_${table.kind}`)
  return { rows: parser.rows, bad: parser.bad }
}

async function* linesOf(table: OpenTable, parser: RowParser, onRows?: (rows: number) => void): AsyncGenerator<Buffer> {
  let text = ''
  for await (const row of readRows(table)) {
    text += parser.parse(row)
    if (text.length < CHUNK_CHARACTERS) continue
    yield Buffer.from(text)
    onRows?.(parser.rows)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
  onRows?.(parser.rows)
}
