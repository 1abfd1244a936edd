import pg from 'pg'
import { giveMoverRights } from '../connections/mover-rights'
import { keepPassword } from './keep-password'
import type { EmbeddedServer } from './start-embedded'

export type OwnerLogin = { user: string; password: string; url: string }

/**
 * The role that the product works as on an embedded server (it may create roles and databases, but is no superuser: what it
 * cannot do there, it could not do on a managed server either) and, unless it is null, the database that it owns.
 */
export async function ensureOwner(
  server: EmbeddedServer,
  { role = 'rowhouse_owner', database = 'rowhouse', passwordFile }: { role?: string; database?: string | null; passwordFile: string },
): Promise<OwnerLogin> {
  const password = keepPassword(passwordFile)
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    const name = client.escapeIdentifier(role)
    const rights = `LOGIN CREATEDB CREATEROLE NOSUPERUSER NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`
    const roles = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
    await client.query(`${roles.rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} ${rights}`)
    await giveMoverRights(client, role)
    // Everybody may enter these by default; a tenant's role has no business outside of its database.
    await client.query(`REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC; GRANT CONNECT ON DATABASE postgres TO ${name}`)
    if (database !== null) {
      const databases = await client.query('SELECT FROM pg_database WHERE datname = $1', [database])
      if (!databases.rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${name}`)
    }
  } finally {
    await client.end()
  }
  return { user: role, password, url: server.url(database ?? 'postgres', role, password) }
}
