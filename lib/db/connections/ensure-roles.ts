import type pg from 'pg'
import { AppError } from '@/lib/core'
import { type RoleName, rolePassword, type ServerAdmin } from './connection-config'
import { withMaintenance } from './maintenance'
import { prepareMover } from './mover-rights'
import { passwordClause } from './role-password'

/**
 * rowhouse_app holds the rights on tenant tables and cannot sign in: rowhouse_shared does, where tenants share a database, and a role
 * of its own where a database is one tenant's. Of these, and of nothing else, rowhouse_app has members.
 */
const ROLES: readonly { name: string; login?: RoleName; memberOf?: string }[] = [
  { name: 'rowhouse_app' },
  { name: 'rowhouse_shared', login: 'rowhouse_shared', memberOf: 'rowhouse_app' },
  { name: 'rowhouse_catalog', login: 'rowhouse_catalog' },
  { name: 'rowhouse_control', login: 'rowhouse_control' },
  { name: 'rowhouse_search' },
]

/** Makes the roles of a server, or gives existing ones the passwords of this installation's master key. Safe to repeat. */
export async function ensureRoles(admin?: ServerAdmin): Promise<void> {
  await withMaintenance(async (client) => {
    const major = await majorVersion(client)
    if (major < 15) throw new AppError('unavailable', { message: `PostgreSQL ${major} is too old: Rowhouse needs version 15 or newer.` })
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('rowhouse:roles'))`)
    for (const { name, login, memberOf } of ROLES) {
      await makeRole(client, name)
      await client.query(`ALTER ROLE ${name} ${login ? `LOGIN ${passwordClause(name, rolePassword(login))}` : 'NOLOGIN PASSWORD NULL'}`)
      if (memberOf) await joinRole(client, name, memberOf, major)
    }
    await prepareMover(client)
    // Needed once, to hand the search function over. Without INHERIT, so that the owner stays under the tenants' policies.
    await client.query(`GRANT rowhouse_search TO CURRENT_USER ${major >= 16 ? 'WITH INHERIT FALSE, SET TRUE' : ''}`)
    await client.query('COMMIT')
  }, admin)
}

async function makeRole(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1',
    [name],
  )
  if (rows[0]?.rolsuper || rows[0]?.rolbypassrls) {
    throw new AppError('isolation', { message: `The role ${name} may bypass row security. Take SUPERUSER and BYPASSRLS from it.` })
  }
  if (rows.length === 0) await client.query(`CREATE ROLE ${name} NOINHERIT`)
}

/** The member has the group's rights without asking, and cannot become the group where the server can tell the two apart. */
export async function joinRole(client: pg.Client, member: string, group: string, major: number): Promise<void> {
  await client.query(`ALTER ROLE ${member} INHERIT`)
  await client.query(`GRANT ${group} TO ${member} ${major >= 16 ? 'WITH INHERIT TRUE, SET FALSE' : ''}`)
}

export async function majorVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ major: number }>(`SELECT current_setting('server_version_num')::int / 10000 AS major`)
  return rows[0]!.major
}
