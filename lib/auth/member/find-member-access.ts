import { isUuid } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { permissionsOfRole } from '../access/permissions'
import { withoutClosed } from '../access/plugin-permissions'
import type { MemberPrincipal, Principal } from '../access/principal'
import { requireAnyPermission } from '../access/require-permission'

/** A member as the next request of theirs would be, without a session: to say what they may, never to act as them. */
export type MemberAccess = Pick<MemberPrincipal, 'kind' | 'userId' | 'name' | 'roleKey' | 'permissions' | 'employeeId'> & {
  roleName: string
}

export async function findMemberAccess(db: TenantDb, actor: Principal, userId: string): Promise<MemberAccess | null> {
  requireAnyPermission(actor, ['members:manage', 'roles:manage'])
  const user = isUuid(userId)
    ? await db.user.findFirst({
        where: { id: userId },
        select: { name: true, employeeId: true, role: { select: { key: true, name: true, isBuiltin: true, permissions: true } } },
      })
    : null
  if (!user) return null
  const { name, employeeId, role } = user
  const open = (actor.kind === 'member' || actor.kind === 'api-key' ? actor.plugins : undefined) ?? new Set<string>()
  const permissions = withoutClosed(permissionsOfRole(role), open)
  return { kind: 'member', userId, name, roleKey: role.key, roleName: role.name, permissions, employeeId }
}
