import { isLocale } from '@/lib/core'
import { sql, type TenantDb, table } from '@/lib/db'
import { permissionsOfRole } from '../access/permissions'
import type { MemberPrincipal } from '../access/principal'
import type { SessionClaims } from './session-token'

type Row = {
  email: string
  name: string
  employee_id: string | null
  locale: string | null
  role_key: string
  is_builtin: boolean
  permissions: string[]
  is_stale: boolean
}

/**
 * The person behind a session, from one query, or null: signed out, expired, role changed, disabled, or cut off by
 * `sessionsNotBefore` of the tenant. Asked on every request, so that each of these takes effect with the next one.
 */
export async function findMemberSession(
  db: TenantDb,
  tenant: { id: string; sessionsNotBefore: Date },
  claims: SessionClaims,
): Promise<MemberPrincipal | null> {
  if (claims.tid !== tenant.id || db.context.tenantId !== tenant.id) return null
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT u.email, u.name, u.employee_id, u.locale, r.key AS role_key, r.is_builtin, r.permissions,
           s.last_seen_at < now() - interval '1 minute' AS is_stale
      FROM ${table('sessions')} s
      JOIN ${table('users')} u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
      JOIN ${table('roles')} r ON r.tenant_id = u.tenant_id AND r.id = u.role_id
     WHERE s.id = ${claims.sid}::uuid AND s.user_id = ${claims.uid}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()
       AND s.created_at >= ${tenant.sessionsNotBefore}::timestamptz AND u.status = 'active'`)
  const row = rows[0]
  if (!row) return null
  if (row.is_stale) await db.session.updateMany({ where: { id: claims.sid }, data: { lastSeenAt: new Date() } })
  return {
    kind: 'member',
    tenantId: tenant.id,
    userId: claims.uid,
    sessionId: claims.sid,
    name: row.name,
    email: row.email,
    roleKey: row.role_key,
    permissions: permissionsOfRole({ key: row.role_key, isBuiltin: row.is_builtin, permissions: row.permissions }),
    employeeId: row.employee_id,
    locale: isLocale(row.locale) ? row.locale : null,
  }
}
