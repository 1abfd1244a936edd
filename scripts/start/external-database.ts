import pg from 'pg'
import { AppError, databaseUrl } from '@/lib/core'

/** What DATABASE_URL must offer, told before anything is made there. Makes the catalog's database when it is missing. */
export async function checkExternalDatabase(): Promise<{ version: string; host: string }> {
  const url = new URL(databaseUrl())
  const client = await connect(url).catch(async (error: Error & { code?: string }) => {
    if (error.code !== '3D000') throw refuse(url, error)
    await createDatabase(url)
    return connect(url)
  })
  try {
    const { rows } = await client.query<{ number: number; version: string; may_roles: boolean; may_databases: boolean; name: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
              rolsuper OR rolcreaterole AS may_roles, rolsuper OR rolcreatedb AS may_databases, rolname AS name
         FROM pg_roles WHERE rolname = current_user`,
    )
    const found = rows[0]!
    if (found.number < 150_000) {
      throw new AppError('unavailable', { message: `DATABASE_URL leads to PostgreSQL ${found.version}; Rowhouse needs 15 or newer.` })
    }
    const missing = [!found.may_roles && 'CREATEROLE', !found.may_databases && 'CREATEDB'].filter(Boolean)
    if (missing.length > 0) {
      throw new AppError('unavailable', {
        message: `The role ${found.name} of DATABASE_URL lacks a right. As an administrator: ALTER ROLE "${found.name}" ${missing.join(' ')}`,
      })
    }
    return { version: found.version.split(' ')[0]!, host: url.host }
  } finally {
    await client.end()
  }
}

async function connect(url: URL): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url.toString(), connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function createDatabase(url: URL): Promise<void> {
  const elsewhere = new URL(url)
  elsewhere.pathname = '/postgres'
  const client = await connect(elsewhere).catch((error: Error) => {
    throw refuse(url, error)
  })
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)))}`)
  } finally {
    await client.end()
  }
}

function refuse(url: URL, cause: Error & { code?: string }): AppError {
  const why = cause.code === 'ECONNREFUSED' ? 'nothing answers there' : cause.message || cause.code
  return new AppError('unavailable', {
    message: `The database of DATABASE_URL (${url.host}${url.pathname}) cannot be reached: ${why}. Correct it, or leave DATABASE_URL out to have a PostgreSQL of our own.`,
    cause,
  })
}
