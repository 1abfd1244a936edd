import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { AppError } from '@/lib/core'
import { moverClient } from './mover-client'
import type { TenantLocation } from './tenant-location'

export type CopyFormat = 'binary' | 'text' | 'csv'
export interface CopyOutOptions {
  /** Of another transaction of the same database, from pg_export_snapshot() or a replication slot: all tables at one instant. */
  readonly snapshot?: string
  readonly format?: CopyFormat
}

/** One tenant's rows of one table, as `COPY ... TO STDOUT` sends them: columns by name in alphabetical order, generated ones left out. */
export async function copyRowsOut(at: TenantLocation, tenantId: string, table: string, options: CopyOutOptions = {}): Promise<Readable> {
  const { snapshot, format = 'binary' } = options
  const client = await moverClient(at)
  try {
    const columns = await copiedColumns(client, at.schema, table)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    if (snapshot) await client.query(`SET TRANSACTION SNAPSHOT ${pg.escapeLiteral(snapshot)}`)
    const rows = `SELECT ${columns} FROM ONLY ${qualified(at.schema, table)} WHERE tenant_id = ${pg.escapeLiteral(tenantId)}`
    return endWith(client, client.query(copyTo(`COPY (${rows}) TO STDOUT (FORMAT ${format})`)))
  } catch (error) {
    await client.end()
    throw error
  }
}

/**
 * Takes what copyRowsOut gives, in one statement: all of it is there when the stream has finished, none when it has failed. Triggers
 * and foreign keys sleep, since rows come in any order; a row of another tenant is left out, whatever the stream holds.
 */
export async function copyRowsIn(
  at: TenantLocation,
  tenantId: string,
  table: string,
  { format = 'binary' }: { format?: CopyFormat } = {},
): Promise<Writable> {
  const client = await moverClient(at)
  try {
    const columns = await copiedColumns(client, at.schema, table)
    await client.query('SET session_replication_role = replica')
    const into = `${qualified(at.schema, table)} (${columns}) FROM STDIN (FORMAT ${format})`
    return endWith(client, client.query(copyFrom(`COPY ${into} WHERE tenant_id = ${pg.escapeLiteral(tenantId)}`)))
  } catch (error) {
    await client.end()
    throw error
  }
}

export function qualified(schema: string, table: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`
}

async function copiedColumns(client: pg.Client, schema: string, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attname`,
    [qualified(schema, table)],
  )
  if (rows.length === 0) throw new AppError('internal', { message: `The table ${table} has no columns.` })
  return rows.map(({ name }) => pg.escapeIdentifier(name)).join(', ')
}

function endWith<S extends Readable | Writable>(client: pg.Client, stream: S): S {
  stream.once('close', () => void client.end().catch(() => {}))
  return stream
}
