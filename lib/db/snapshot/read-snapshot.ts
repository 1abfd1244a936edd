import type { Readable } from 'node:stream'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { isUuid } from '@/lib/core'
import { IN_UTC, roleConfig } from '../connections/connection-config'
import type { TenantLocation } from '../connections/tenant-location'
import { translateDatabaseError } from '../tenant/translate-database-error'
import { listDataTables, type SnapshotColumn } from './list-data-tables'

export interface SnapshotTable {
  readonly name: string
  readonly columns: readonly string[]
  /** Of this tenant, at the snapshot's instant. */
  readonly rows: number
}

export interface TenantSnapshot {
  /** The instant that all tables show. */
  readonly takenAt: Date
  readonly tables: readonly SnapshotTable[]
  /** UTF-8, a header line, NULL as an empty field and an empty text as "". One table after the other: there is one connection. */
  copyOut(table: SnapshotTable): Readable
}

const APOSTROPHE_BEFORE = '=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'
const SESSION = `${IN_UTC} -c search_path=pg_catalog,pg_temp -c statement_timeout=0 -c idle_in_transaction_session_timeout=10min -c default_transaction_read_only=on`

/** Runs `work` on a snapshot of one tenant's data, and ends it. An abort of the signal ends the connection, and with it what runs. */
export async function readSnapshot<R>(
  location: TenantLocation,
  tenantId: string,
  work: (snapshot: TenantSnapshot) => Promise<R>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<R> {
  if (!isUuid(tenantId)) throw new TypeError(`not a tenant id: ${tenantId}`)
  signal?.throwIfAborted()
  const client = new pg.Client({ ...roleConfig('rowhouse_mover', location), application_name: 'rowhouse:snapshot', options: SESSION })
  client.on('error', () => {}) // the running query is rejected too
  const leave = () => void client.end().catch(() => {})
  try {
    await client.connect()
    signal?.addEventListener('abort', leave, { once: true })
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { rows } = await client.query<{ at: Date }>('SELECT clock_timestamp() AS at')
    const tables: (SnapshotTable & { text: string })[] = []
    for (const { name, columns } of await listDataTables(client, location.schema)) {
      const from = `FROM ${pg.escapeIdentifier(location.schema)}.${pg.escapeIdentifier(name)} WHERE tenant_id = '${tenantId}'`
      const found = await client.query<{ rows: number }>(`SELECT count(*)::float8 AS rows ${from}`)
      const text = `COPY (SELECT ${columns.map(selected).join(', ')} ${from}) TO STDOUT (FORMAT csv, HEADER true, ENCODING 'UTF8')`
      tables.push({ name, columns: columns.map((column) => column.name), rows: found.rows[0]!.rows, text })
    }
    const textOf = new Map<SnapshotTable, string>(tables.map((table) => [table, table.text]))
    const result = await work({ takenAt: rows[0]!.at, tables, copyOut: (table) => client.query(copyTo(textOf.get(table)!)) })
    await client.query('COMMIT')
    return result
  } catch (error) {
    throw signal?.aborted ? signal.reason : translateDatabaseError(error)
  } finally {
    signal?.removeEventListener('abort', leave)
    await client.end().catch(() => {})
  }
}

/**
 * What a spreadsheet would run as a formula gets an apostrophe in front, here in the database, where a million rows cost least. By
 * the first character's number, because that asks no collation. The rule is that of OWASP and of csv-stringify.
 */
function selected({ name, isText }: SnapshotColumn): string {
  const column = pg.escapeIdentifier(name)
  if (!isText) return column
  const codes = [...APOSTROPHE_BEFORE].map((character) => character.codePointAt(0)).join(',')
  return `CASE WHEN ascii(${column}) = ANY ('{${codes}}'::int[]) THEN '''' || ${column} ELSE ${column} END AS ${column}`
}
