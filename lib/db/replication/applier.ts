import type pg from 'pg'
import { AppError } from '@/lib/core'
import type { ChangeStream, SourceTransaction } from './change-stream'
import type { TouchedKeys } from './checksum'
import { formatLsn } from './lsn'
import type { Change, Relation, TextValue } from './pgoutput'
import type { Place } from './place'
import { atServer } from './place-error'
import { qualified, quote } from './tables'

export interface AppliedCounts {
  transactions: number
  changes: number
}

const BATCH_CHANGES = 2_000
const PARAMETERS_MAX = 3_000
const CONFIRM_EVERY_MS = 1_000

/** Somebody waits until everything before a note is on the target; `at` runs there, with the applier standing still. */
interface Waiting {
  at?(): Promise<void>
  resolve(): void
  reject(error: unknown): void
}

/**
 * Writes the stream into the target, exactly once: each batch moves the progress row on by compare and swap in its own transaction, so
 * that a connection that outlived its mover finds the row elsewhere and fails.
 */
export class Applier {
  readonly counts: AppliedCounts = { transactions: 0, changes: 0 }
  /** Keys that were written to since the last full verification; undefined before it. */
  touched: TouchedKeys | undefined
  readonly #notes = new Map<string, Waiting>()
  #isStopping = false
  #failure: unknown
  #loop: Promise<void> | undefined

  constructor(
    readonly stream: ChangeStream,
    readonly client: pg.Client,
    readonly target: Place,
    readonly move: { readonly id: string; readonly tenantId: string },
    public applied: bigint,
  ) {}

  start(): void {
    this.#loop = this.#run().catch((error) => {
      this.#failure = error
      for (const { reject } of this.#notes.values()) reject(error)
      this.#notes.clear()
    })
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    for (const { reject } of this.#notes.values()) reject(new AppError('unavailable', { message: 'The move was interrupted.' }))
    await this.stream.close()
    await this.#loop
  }

  /** Resolves when all that was committed before this note is on the target. Register first, then write the note at the source. */
  reached(note: string, at?: () => Promise<void>): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure)
    const reached = new Promise<void>((resolve, reject) => this.#notes.set(note, { at, resolve, reject }))
    reached.catch(() => {}) // whoever registers awaits it later, or has failed before
    return reached
  }

  async #run(): Promise<void> {
    let confirmedAt = 0
    while (!this.#isStopping) {
      const batch = await this.stream.take(BATCH_CHANGES, 200)
      if (batch.length > 0) await this.#applyBatch(batch)
      if (performance.now() - confirmedAt > CONFIRM_EVERY_MS) {
        this.stream.confirm(this.applied)
        confirmedAt = performance.now()
      }
    }
  }

  async #applyBatch(batch: readonly SourceTransaction[]): Promise<void> {
    const { end } = batch.at(-1)!
    const changes = batch.flatMap((transaction) => transaction.changes)
    if (changes.length > 0) {
      await this.client.query('BEGIN')
      try {
        const { rowCount } = await this.client.query(
          'UPDATE sec.progress SET applied_lsn = $2, changes = changes + $4 WHERE move_id = $1 AND applied_lsn = $3',
          [this.move.id, formatLsn(end), formatLsn(this.applied), changes.length],
        )
        if (rowCount !== 1) throw new AppError('conflict', { message: 'Another mover has taken this move over.' })
        for (let at = 0; at < changes.length; ) at += await this.#apply(changes, at)
        await this.client.query('COMMIT')
      } catch (error) {
        await this.client.query('ROLLBACK').catch(() => {})
        throw atServer(this.target.server, error)
      }
      this.applied = end
      this.counts.transactions += batch.length
      this.counts.changes += changes.length
    }
    for (const note of batch.flatMap(({ notes }) => notes)) await this.#arrive(note)
  }

  async #arrive(note: string): Promise<void> {
    const waiting = this.#notes.get(note)
    if (waiting === undefined) return // a note of a mover that is gone, or another tenant's
    this.#notes.delete(note)
    try {
      await waiting.at?.()
      waiting.resolve()
    } catch (error) {
      waiting.reject(error)
    }
  }

  /** Returns how many changes it took: inserts into one table go together. */
  async #apply(changes: readonly Change[], at: number): Promise<number> {
    const change = changes[at]!
    if (change.kind === 'insert') return this.#insert(changes, at, change.relation)
    if (change.kind === 'truncate') {
      for (const { name } of change.relations)
        await this.client.query(`DELETE FROM ${this.#table(name)} WHERE tenant_id = $1`, [this.move.tenantId])
      return 1
    }
    const { relation, old } = change
    const key = old ?? (change as { row: readonly TextValue[] }).row
    this.#touch(relation, key)
    const values: TextValue[] = []
    const parameter = (value: TextValue) => `$${values.push(value)}`
    let statement = `DELETE FROM ${this.#table(relation.name)}`
    if (change.kind === 'update') {
      this.#touch(relation, change.row)
      const sets = relation.columns.flatMap(({ name }, n) => {
        const value = change.row[n]
        return value === undefined ? [] : [`${quote(name)} = ${parameter(value)}`] // unchanged: the target keeps what it has
      })
      statement = `UPDATE ${this.#table(relation.name)} SET ${sets.join(', ')}`
    }
    const where = relation.columns.flatMap(({ name, isKey }, n) => (isKey ? [`${quote(name)} = ${parameter(key[n])}`] : []))
    const { rowCount } = await this.client.query(`${statement} WHERE ${where.join(' AND ')}`, values)
    if (rowCount !== 1) throw diverged(relation, change.kind, rowCount)
    return 1
  }

  async #insert(changes: readonly Change[], at: number, relation: Relation): Promise<number> {
    const rows: (readonly TextValue[])[] = []
    for (let n = at; n < changes.length && (rows.length + 1) * relation.columns.length <= PARAMETERS_MAX; n++) {
      const next = changes[n]!
      if (next.kind !== 'insert' || next.relation !== relation) break
      this.#touch(relation, next.row)
      rows.push(next.row)
    }
    const width = relation.columns.length
    const tuples = rows.map((_, row) => `(${relation.columns.map((_, column) => `$${row * width + column + 1}`).join(', ')})`)
    const { rowCount } = await this.client.query(
      `INSERT INTO ${this.#table(relation.name)} (${relation.columns.map(({ name }) => quote(name)).join(', ')}) VALUES ${tuples.join(', ')}`,
      rows.flat(),
    )
    if (rowCount !== rows.length) throw diverged(relation, 'insert', rowCount)
    return rows.length
  }

  #touch({ name, columns }: Relation, row: readonly TextValue[]): void {
    if (this.touched === undefined) return
    const key = JSON.stringify(Object.fromEntries(columns.flatMap((column, n) => (column.isKey ? [[column.name, row[n]]] : []))))
    const known = this.touched.get(name)
    if (known) known.add(key)
    else this.touched.set(name, new Set([key]))
  }

  #table(name: string): string {
    return qualified(this.target.location.schema, name)
  }
}

/** No data is named: the table and the count are enough to find it. */
function diverged({ name }: Relation, kind: string, rowCount: number | null): AppError {
  return new AppError('conflict', {
    message: `The copy is not what it should be: ${kind} in ${name} hit ${rowCount ?? 0} rows there, not one. The move is undone; start it again.`,
  })
}
