import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import pg from 'pg'
import { AppError, derive } from '@/lib/core'
import { type RoleName, rolePassword } from './connection-config'
import { withMaintenance } from './maintenance'

const ROLES: readonly { name: RoleName; canLogIn: boolean }[] = [
  { name: 'rowhouse_app', canLogIn: true },
  { name: 'rowhouse_catalog', canLogIn: true },
  { name: 'rowhouse_control', canLogIn: true },
  { name: 'rowhouse_mover', canLogIn: true },
  { name: 'rowhouse_search', canLogIn: false },
]

/** Makes the roles of this server, or gives existing ones the passwords of this installation's master key. Safe to repeat. */
export async function ensureRoles(): Promise<void> {
  await withMaintenance(async (client) => {
    const { rows: current } = await client.query<{ major: number }>(`SELECT current_setting('server_version_num')::int / 10000 AS major`)
    const major = current[0]!.major
    if (major < 15) throw new AppError('unavailable', { message: `PostgreSQL ${major} is too old: Rowhouse needs version 15 or newer.` })
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('rowhouse:roles'))`)
    for (const { name, canLogIn } of ROLES) {
      const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
        'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1',
        [name],
      )
      if (rows[0]?.rolsuper || rows[0]?.rolbypassrls) {
        throw new AppError('isolation', { message: `The role ${name} may bypass row security. Take SUPERUSER and BYPASSRLS from it.` })
      }
      if (rows.length === 0) await client.query(`CREATE ROLE ${name} NOINHERIT`)
      if (canLogIn) await client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(name))}`)
    }
    // Needed once, to hand the search function over. Without INHERIT, so that the owner stays under the tenants' policies.
    await client.query(`GRANT rowhouse_search TO CURRENT_USER ${major >= 16 ? 'WITH INHERIT FALSE, SET TRUE' : ''}`)
    await client.query('COMMIT')
  })
}

/** The password as the server keeps it, so that neither its log nor pg_stat_activity ever shows the password (RFC 5803). */
function scramVerifier(role: RoleName): string {
  const salt = derive(`role-salt:${role}`, 16)
  const salted = pbkdf2Sync(rolePassword(role), salt, 4096, 32, 'sha256')
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${storedKey}:${hmac(salted, 'Server Key').toString('base64')}`
}
