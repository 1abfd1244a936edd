import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { openPlace, type Place } from './place'
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
        const columns = storedColumns(table)
        const out = from.query(
          copyTo(
            `COPY (SELECT ${columns} FROM ONLY ${qualified(source.location.schema, table.name)} WHERE tenant_id = '${order.tenantId}') TO STDOUT (FORMAT binary)`,
          ),
        )
        const into = to.query(copyFrom(`COPY ${qualified(target.location.schema, table.name)} (${columns}) FROM STDIN (FORMAT binary)`))
        out.on('data', (chunk: Buffer) => {
          done.bytes += chunk.length
          order.onProgress(done.rows, done.bytes)
        })
        await pipeline(out, into, { signal: order.signal })
        done.rows += into.rowCount ?? 0
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
