import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { type Locale, openTenantFile, writeTenantFile } from '@/lib/core'
import type { StoredProblem } from './collect-problems'
import { badRowsKey, problemsKey } from './file-keys'
import { type OpenTable, readRows } from './open-table'
import { badRowsHeads, fieldName, problemText } from './problem-words'

const BATCH_ROWS = 200

/**
 * The bad rows of one file as CSV: the columns as they were, and behind them the row's number and what to do. Problems and rows are
 * both in order, so one pass over each is enough. What a spreadsheet would run as a formula is made plain text.
 */
export async function writeBadRows(tenantId: string, operationId: string, table: OpenTable, locale: Locale): Promise<void> {
  await writeTenantFile(
    tenantId,
    badRowsKey(operationId, table.kind),
    Readable.from(linesOf(tenantId, operationId, table, locale), { objectMode: false }),
  )
}

async function* linesOf(tenantId: string, operationId: string, table: OpenTable, locale: Locale): AsyncGenerator<string> {
  // A byte order mark: without it Excel reads UTF-8 as something else.
  yield `\ufeff${toCsv([[...table.headers, ...badRowsHeads(locale)]])}`
  const problems = problemsOf(tenantId, operationId, table)
  let next = await problems.next()
  let batch: string[][] = []
  for await (const { line, values } of readRows(table)) {
    if (next.done) break
    const texts: string[] = []
    for (; !next.done && next.value.line === line; next = await problems.next()) texts.push(explain(next.value, locale))
    if (texts.length > 0) batch.push([...widen(values, table.headers.length), String(line), texts.join(' ')])
    if (batch.length < BATCH_ROWS) continue
    yield toCsv(batch)
    batch = []
  }
  yield toCsv(batch)
  await problems.return(undefined)
}

async function* problemsOf(tenantId: string, operationId: string, { kind }: OpenTable): AsyncGenerator<StoredProblem, undefined> {
  const { stream } = await openTenantFile(tenantId, problemsKey(operationId))
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) {
      const problem = JSON.parse(line) as StoredProblem
      if (problem.kind === kind) yield problem
    }
  } finally {
    lines.close()
    stream.destroy()
  }
  return undefined
}

function explain(problem: StoredProblem, locale: Locale): string {
  const text = problemText(locale, problem)
  return problem.field ? `${fieldName(locale, problem.field)}: ${text}` : text
}

/** As wide as the header, so that number and problem stand under their own. */
function widen(values: string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => values[index] ?? '')
}

function toCsv(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: '\r\n' })
}
