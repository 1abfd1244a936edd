import type { FlagValues, ResolvedTrial } from '@/lib/catalog'
import { isLocale } from '@/lib/core'
import { sql, type TenantDb, table } from '@/lib/db'
import { permissionsDuring, permissionsOfRole } from '../access/permissions'
import { openPlugins, withoutClosed } from '../access/plugin-permissions'
import type { MemberPrincipal } from '../access/principal'
import { POLICY_KEY, readPolicy } from '../policy/sign-in-policy'
import type { SessionClaims } from './session-token'

type Row = {
  email: string
  name: string
  employee_id: string | null
  locale: string | null
  role_key: string
  is_builtin: boolean
  permissions: string[]
  plugins: string[]
  is_stale: boolean
  signed_in_by: string
  is_verified: boolean
  has_factor: boolean
  policy: unknown
}
type Door = { id: string; sessionsNotBefore: Date; trial?: ResolvedTrial | null; flags?: FlagValues }

/** Somebody whose password was right, and from whom more is asked before anything opens. */
export type WaitingMember = { principal: MemberPrincipal; needs: 'code' | 'enrolment' }

/**
 * The person behind a session, from one query, or null: signed out, expired, role changed, disabled, cut off by `sessionsNotBefore`
 * of the tenant, or waiting for a second factor. Asked on every request, so that each of these takes effect with the next one.
 */
export async function findMemberSession(db: TenantDb, tenant: Door, claims: SessionClaims): Promise<MemberPrincipal | null> {
  const entry = await findMemberEntry(db, tenant, claims)
  return entry && entry.needs === null ? entry.principal : null
}

/** The same, for the door: also who has to show or set up a second factor first. `needs` is null for whoever may go in. */
export async function findMemberEntry(
  db: TenantDb,
  tenant: Door,
  claims: SessionClaims,
): Promise<WaitingMember | { principal: MemberPrincipal; needs: null } | null> {
  if (claims.tid !== tenant.id || db.context.tenantId !== tenant.id) return null
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT u.email, u.name, u.employee_id, u.locale, r.key AS role_key, r.is_builtin, r.permissions,
           ARRAY(SELECT plugin_id FROM ${table('plugin_installations')} WHERE is_on) AS plugins,
           s.last_seen_at < now() - interval '1 minute' AS is_stale, s.signed_in_by, s.mfa_at IS NOT NULL AS is_verified,
           u.totp_secret IS NOT NULL AS has_factor, (SELECT p.value FROM ${table('settings')} p WHERE p.key = ${POLICY_KEY}) AS policy
      FROM ${table('sessions')} s
      JOIN ${table('users')} u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
      JOIN ${table('roles')} r ON r.tenant_id = u.tenant_id AND r.id = u.role_id
     WHERE s.id = ${claims.sid}::uuid AND s.user_id = ${claims.uid}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()
       AND s.created_at >= ${tenant.sessionsNotBefore}::timestamptz AND u.status = 'active'`)
  const row = rows[0]
  if (!row) return null
  const policy = readPolicy(row.policy)
  // Here and not only at sign-in: a session that began a moment before the rule is held to it too.
  if (policy.isProviderOnly && row.signed_in_by !== 'sso' && row.role_key !== 'owner') return null
  if (row.is_stale) await db.session.updateMany({ where: { id: claims.sid }, data: { lastSeenAt: new Date() } })
  const plugins = openPlugins(tenant.flags, row.plugins)
  const principal: MemberPrincipal = {
    kind: 'member',
    tenantId: tenant.id,
    userId: claims.uid,
    sessionId: claims.sid,
    name: row.name,
    email: row.email,
    roleKey: row.role_key,
    permissions: permissionsDuring(
      tenant.trial,
      withoutClosed(permissionsOfRole({ key: row.role_key, isBuiltin: row.is_builtin, permissions: row.permissions }), plugins),
    ),
    plugins,
    employeeId: row.employee_id,
    locale: isLocale(row.locale) ? row.locale : null,
  }
  if (row.is_verified) return { principal, needs: null }
  if (row.has_factor) return { principal, needs: 'code' }
  return { principal, needs: policy.secondFactor === 'required' ? 'enrolment' : null }
}
