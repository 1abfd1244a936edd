import pg from 'pg'
import { AppError, unseal } from '@/lib/core'
import { type ApplicationPlace, databaseSecret, type ServerAdmin } from './connection-config'
import { joinRole, majorVersion } from './ensure-roles'
import { withMaintenance } from './maintenance'
import { passwordClause } from './role-password'

/** Names the installation: several may share a server, and one must not take another's roles for leftovers. */
const mark = (installation: string) => `rowhouse: ${installation}`

/** The role of a database that is one tenant's own: the rights of the application, and nobody else's password. Safe to repeat. */
export async function ensureOwnRole(at: ApplicationPlace, installation: string, admin: ServerAdmin): Promise<void> {
  const { appRole: role, appSecret } = at
  if (role === null || appSecret === null)
    throw new AppError('internal', { message: `The database ${at.database} has no role of its own.` })
  const password = unseal(appSecret, databaseSecret(at.databaseId))
  await withMaintenance(async (client) => {
    const name = pg.escapeIdentifier(role)
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('rowhouse:roles'))`)
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
    if (!rowCount) await client.query(`CREATE ROLE ${name}`)
    await client.query(`ALTER ROLE ${name} LOGIN ${passwordClause(role, password)}`)
    await joinRole(client, name, 'rowhouse_app', await majorVersion(client))
    await client.query(`COMMENT ON ROLE ${name} IS ${pg.escapeLiteral(mark(installation))}`)
    await client.query('COMMIT')
  }, admin)
}

/** After its database is gone: until then the role has a right there, and PostgreSQL keeps it. */
export async function dropOwnRole(role: string, admin: ServerAdmin): Promise<void> {
  await withMaintenance((client) => client.query(`DROP ROLE IF EXISTS ${pg.escapeIdentifier(role)}`), admin)
}

export async function listOwnRoles(installation: string, admin: ServerAdmin): Promise<string[]> {
  return withMaintenance(async (client) => {
    const { rows } = await client.query<{ role: string }>(
      `SELECT rolname AS role FROM pg_roles
        WHERE rolname ~ '^rowhouse_t_[0-9a-f]{12}$' AND shobj_description(oid, 'pg_authid') = $1 ORDER BY 1`,
      [mark(installation)],
    )
    return rows.map(({ role }) => role)
  }, admin)
}
