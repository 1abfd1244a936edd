import { sql, type TenantDb, table } from '@/lib/db'
import { type Permission, permissionsOfRole } from '../access/permissions'
import { withoutClosed } from '../access/plugin-permissions'
import type { Principal } from '../access/principal'
import { requireAnyPermission } from '../access/require-permission'

export type RoleView = { key: string; name: string; isBuiltin: boolean; permissions: Permission[]; members: number }

type Row = { key: string; name: string; is_builtin: boolean; permissions: string[]; members: number }

/** The built-in roles from owner to employee, then the tenant's own by name. Fewer than a hundred, so in one piece. */
export async function listRoles(db: TenantDb, principal: Principal): Promise<RoleView[]> {
  requireAnyPermission(principal, ['members:manage', 'roles:manage', 'sign-in:manage'])
  const open = (principal.kind === 'member' || principal.kind === 'api-key' ? principal.plugins : undefined) ?? new Set<string>()
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT r.key, r.name, r.is_builtin, r.permissions, (SELECT count(*) FROM ${table('users')} u WHERE u.role_id = r.id)::integer AS members
      FROM ${table('roles')} r
     ORDER BY r.is_builtin DESC, array_position(ARRAY['owner', 'admin', 'hr', 'manager', 'employee'], r.key), r.name, r.key LIMIT 200`)
  return rows.map(({ key, name, is_builtin: isBuiltin, permissions, members }) => ({
    key,
    name,
    isBuiltin,
    permissions: [...withoutClosed(permissionsOfRole({ key, isBuiltin, permissions }), open)],
    members,
  }))
}
