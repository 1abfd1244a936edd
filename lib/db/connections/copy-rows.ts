import { type Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { AppError } from '@/lib/core'
import { moverClient } from './mover-client'
import { muteTriggers } from './mute-triggers'
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
    const { columns } = await shapeOf(client, at.schema, table)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    if (snapshot) await client.query(`SET TRANSACTION SNAPSHOT ${pg.escapeLiteral(snapshot)}`)
    const rows = `SELECT ${columns} FROM ONLY ${qualified(at.schema, table)} WHERE tenant_id = ${pg.escapeLiteral(tenantId)}`
    const stream = client.query(copyTo(`COPY (${rows}) TO STDOUT (FORMAT ${format})`))
    stream.once('close', () => void client.end().catch(() => {}))
    return stream
  } catch (error) {
    await client.end()
    throw error
  }
}

/**
 * Takes what copyRowsOut gives, in one transaction: all of it is there when the stream has finished, none when it has failed. A row of
 * another tenant is left out, whatever the stream holds.
 */
export async function copyRowsIn(
  at: TenantLocation,
  tenantId: string,
  table: string,
  { format = 'binary' }: { format?: CopyFormat } = {},
): Promise<Writable> {
  const client = await moverClient(at)
  try {
    const { columns, isGuarded } = await shapeOf(client, at.schema, table)
    const target = qualified(at.schema, table)
    const own = `tenant_id = ${pg.escapeLiteral(tenantId)}`
    await muteTriggers(client)
    await client.query('BEGIN')
    // Where the mover does not see past the policies, the server refuses COPY into a table that has any.
    if (isGuarded) await client.query(`CREATE TEMP TABLE incoming (LIKE ${target}) ON COMMIT DROP`)
    const into = isGuarded ? 'incoming' : target
    const copy = client.query(copyFrom(`COPY ${into} (${columns}) FROM STDIN (FORMAT ${format}) WHERE ${own}`))
    return inOneTransaction(client, copy, isGuarded ? `INSERT INTO ${target} (${columns}) SELECT ${columns} FROM incoming` : undefined)
  } catch (error) {
    await client.end()
    throw error
  }
}

/** Finishes when the transaction is committed, and not before. */
function inOneTransaction(client: pg.Client, copy: Writable, afterwards: string | undefined): Writable {
  const finish = async () => {
    await new Promise<void>((resolve, reject) => {
      copy.once('error', reject)
      copy.end(resolve)
    })
    if (afterwards) await client.query(afterwards)
    await client.query('COMMIT')
  }
  const stream = new Writable({
    write: (chunk, encoding, done) => void (copy.write(chunk, encoding) ? done() : copy.once('drain', done)),
    final: (done) => void finish().then(() => done(), done),
    destroy: (error, done) => void client.end().then(() => done(error), done), // what was not committed is rolled back
  })
  copy.on('error', (error) => stream.destroy(error))
  return stream
}

export function qualified(schema: string, table: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`
}

async function shapeOf(client: pg.Client, schema: string, table: string): Promise<{ columns: string; isGuarded: boolean }> {
  const { rows } = await client.query<{ name: string; isGuarded: boolean }>(
    `SELECT attname AS name, row_security_active(attrelid) AS "isGuarded" FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attname`,
    [qualified(schema, table)],
  )
  if (rows.length === 0) throw new AppError('internal', { message: `The table ${table} has no columns.` })
  return { columns: rows.map(({ name }) => pg.escapeIdentifier(name)).join(', '), isGuarded: rows[0]!.isGuarded }
}
