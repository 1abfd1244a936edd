import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { openPlace, type Place } from './place'
import { atServer } from './place-error'
import { type MovableTable, qualified, storedColumns } from './tables'

const WORKERS = 2

export interface CopyOrder {
  readonly tenantId: string
  readonly tables: readonly MovableTable[]
  /** Of a slot, so that the stream goes on exactly where the copy ends; without it each worker takes its own look behind a fence. */
  readonly snapshot?: string
  readonly signal: AbortSignal
  onProgress(rows: number, bytes: number): void
}

/**
 * Binary COPY of one tenant's rows, table by table, two at a time. Not flushed at each commit: the
 * write of the progress row that follows is, and with it all that came before.
 */
export async function copyTables(source: Place, target: Place, order: CopyOrder): Promise<{ rows: number; bytes: number }> {
  const left = [...order.tables]
  const done = { rows: 0, bytes: 0 }
  const work = async () => {
    const [from, to] = await Promise.all([
      openPlace(source, { name: 'rowhouse:copy-out' }),
      openPlace(target, { name: 'rowhouse:copy-in', isApplying: true, isBulk: true }),
    ])
    try {
      await from.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      if (order.snapshot) await from.query(`SET TRANSACTION SNAPSHOT '${order.snapshot}'`)
      for (let table = left.shift(); table; table = left.shift()) {
        const rows = await copyTable({ from, source }, { to, target }, table, order, (length) => {
          done.bytes += length
          order.onProgress(done.rows, done.bytes)
        })
        done.rows += rows // not in one expression with the wait: the other worker counts too
        order.onProgress(done.rows, done.bytes)
      }
      await from.query('COMMIT')
    } finally {
      await Promise.all([from.end().catch(() => {}), to.end().catch(() => {})])
    }
  }
  await Promise.all(Array.from({ length: Math.min(WORKERS, order.tables.length) }, work))
  return done
}

/** Returns the rows. What fails is told of the server that failed: the other end of the pipe only hears that it has closed. */
async function copyTable(
  { from, source }: { from: pg.Client; source: Place },
  { to, target }: { to: pg.Client; target: Place },
  table: MovableTable,
  { tenantId, signal }: CopyOrder,
  onBytes: (length: number) => void,
): Promise<number> {
  const columns = storedColumns(table)
  const name = qualified(target.location.schema, table.name)
  const isGuarded = await isUnderPolicies(to, name)
  if (isGuarded) await to.query(`BEGIN; CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT ${columns} FROM ${name} WITH NO DATA`)
  const out = from.query(
    copyTo(
      `COPY (SELECT ${columns} FROM ONLY ${qualified(source.location.schema, table.name)} WHERE tenant_id = '${tenantId}') TO STDOUT (FORMAT binary)`,
    ),
  )
  const into = to.query(copyFrom(`COPY ${isGuarded ? 'pg_temp.incoming' : name} (${columns}) FROM STDIN (FORMAT binary)`))
  let failure: unknown
  out.once('error', (error) => (failure ??= atServer(source.server, error)))
  into.once('error', (error) => (failure ??= atServer(target.server, error)))
  out.on('data', (chunk: Buffer) => onBytes(chunk.length))
  await pipeline(out, into, { signal }).catch((error) => {
    throw signal.aborted ? error : (failure ?? error)
  })
  if (isGuarded) await to.query(`INSERT INTO ${name} (${columns}) SELECT ${columns} FROM pg_temp.incoming; COMMIT`)
  return into.rowCount ?? 0
}

/** Where the mover has no BYPASSRLS a policy of its own lets it see and write all rows, but the server refuses COPY into the table. */
async function isUnderPolicies(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ active: boolean }>('SELECT row_security_active($1::regclass) AS active', [table])
  return rows[0]!.active
}
