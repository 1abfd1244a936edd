import type { Readable, Writable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Lease } from './lease'
import { sharedTenancy } from './open-tenant-db'
import { PLACEHOLDER } from './statement-texts'
import { TenantContext } from './tenant-context'
import type { TenantDb } from './tenant-db'
import { translateDatabaseError } from './translate-database-error'

const TIMEOUT_MS = 30 * 60_000

export interface CopySessionOptions {
  /** For each statement; half an hour unless told otherwise. */
  readonly statementTimeoutMs?: number
  readonly signal?: AbortSignal
}

/**
 * One transaction of the application role with the tenant's context, for COPY. Under forced row security COPY FROM is refused on a
 * tenant's table, so rows go into a temporary table first; `tenantId` belongs into the INSERT ... SELECT as a value, since the
 * column's default would verify the context once a row.
 */
export interface CopySession {
  readonly tenantId: string
  /** The qualified name of a tenant table. A temporary table has just its own. */
  table(name: string): string
  /** Text from source code only: values travel as parameters. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>
  copyFrom(text: string): Writable
  copyTo(text: string): Readable
}

/** Commits when `work` is done, rolls back when it throws; throws AppError. */
export async function openCopySession<R>(
  db: TenantDb,
  work: (session: CopySession) => Promise<R>,
  options: CopySessionOptions = {},
): Promise<R> {
  const { pool } = sharedTenancy()
  const context = new TenantContext({ ...db.context, statementTimeoutMs: options.statementTimeoutMs ?? TIMEOUT_MS })
  let lease: Lease
  try {
    lease = await pool.lease({ context, signal: options.signal, isRaw: true })
  } catch (error) {
    throw translateDatabaseError(error)
  }
  let failure: unknown
  try {
    const prefix = { ...pool.prefix(context, lease.client), begin: 'BEGIN' }
    await lease.send({ text: `SET LOCAL idle_in_transaction_session_timeout = ${TIMEOUT_MS}` }, prefix)
    const result = await work(sessionOf(lease, context))
    await lease.send({ text: 'COMMIT' }, undefined)
    return result
  } catch (error) {
    failure = error
    await lease.send({ text: 'ROLLBACK' }, undefined).catch(() => {}) // a dead connection has rolled back already
    throw translateDatabaseError(error)
  } finally {
    // A stream that was left half-way keeps the connection in COPY: such a one is closed, as release() sees by its state.
    lease.release(failure instanceof Error && 'severity' in failure ? failure : undefined)
  }
}

function sessionOf(lease: Lease, { tenantId, location }: TenantContext): CopySession {
  const rewrite = (text: string) => text.replaceAll(PLACEHOLDER, `"${location.schema}".`)
  return {
    tenantId,
    table: (name) => `"${location.schema}"."${name.replaceAll('"', '')}"`,
    query: <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      lease.send({ text: rewrite(text), values }, undefined) as Promise<pg.QueryResult<Row>>,
    copyFrom: (text) => lease.client.query(copyFrom(rewrite(text))),
    copyTo: (text) => lease.client.query(copyTo(rewrite(text))),
  }
}
