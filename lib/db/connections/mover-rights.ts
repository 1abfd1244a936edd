import pg from 'pg'
import { rolePassword, type ServerAdmin } from './connection-config'
import { withMaintenance } from './maintenance'
import { passwordClause } from './role-password'

export type ServerLevel = 'full' | 'managed' | 'basic'

/** Each needs more than the one before; a server that refuses one of them lets tenants move in a slower way. */
const RIGHTS = [
  'GRANT pg_read_all_stats, pg_signal_backend TO rowhouse_mover',
  'ALTER ROLE rowhouse_mover REPLICATION',
  'ALTER ROLE rowhouse_mover BYPASSRLS',
  'GRANT SET ON PARAMETER session_replication_role TO rowhouse_mover',
]

/** The role that carries tenants from one place to another, with as many of its rights as the administrative role may give. */
export async function prepareMover(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`SELECT FROM pg_roles WHERE rolname = 'rowhouse_mover'`)
  if (!rowCount) await client.query('CREATE ROLE rowhouse_mover')
  for (const right of RIGHTS) await attempt(client, right)
  await attempt(client, signIn())
}

/**
 * As a superuser, on a server of our own: the rights that its administrative role, which is none, could not give itself. The role
 * stays in its hands, so that it can set the password.
 */
export async function giveMoverRights(superuser: pg.Client, owner: string): Promise<void> {
  const { rowCount } = await superuser.query(`SELECT FROM pg_roles WHERE rolname = 'rowhouse_mover'`)
  if (!rowCount) await superuser.query('CREATE ROLE rowhouse_mover')
  for (const right of [...RIGHTS, signIn()]) await superuser.query(right)
  const { rows } = await superuser.query<{ tells: boolean }>(`SELECT current_setting('server_version_num')::int >= 160000 AS tells`)
  const options = rows[0]!.tells ? 'ADMIN TRUE, INHERIT FALSE, SET FALSE' : 'ADMIN OPTION'
  await superuser.query(`GRANT rowhouse_mover TO ${pg.escapeIdentifier(owner)} WITH ${options}`)
}

/** What moving a tenant may use here: logical decoding with a role that reads past the policies, without such a role, or neither. */
export async function readServerLevel(admin?: ServerAdmin): Promise<ServerLevel> {
  return withMaintenance(async (client) => {
    const { rows } = await client.query<{ decodes: boolean; replicates: boolean; bypasses: boolean }>(
      `SELECT current_setting('wal_level') = 'logical' AS decodes, rolcanlogin AND rolreplication AS replicates,
              rolbypassrls AND has_parameter_privilege(oid, 'session_replication_role', 'SET') AS bypasses
         FROM pg_roles WHERE rolname = 'rowhouse_mover'`,
    )
    const { decodes, replicates, bypasses } = rows[0]!
    if (!decodes || !replicates) return 'basic'
    return bypasses ? 'full' : 'managed'
  }, admin)
}

function signIn(): string {
  return `ALTER ROLE rowhouse_mover LOGIN ${passwordClause('rowhouse_mover', rolePassword('rowhouse_mover'))}`
}

async function attempt(client: pg.Client, statement: string): Promise<void> {
  await client.query('SAVEPOINT attempt')
  try {
    await client.query(statement)
    await client.query('RELEASE attempt')
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    await client.query('ROLLBACK TO attempt')
  }
}
