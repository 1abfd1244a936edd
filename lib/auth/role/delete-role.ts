import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { requireMayAssign } from '../member/roles'
import { lockRoles } from './create-role'
import { getOwnRole } from './get-own-role'

/** Throws `conflict` while somebody has the role or is invited into it. */
export async function deleteRole(
  db: TenantDb,
  actor: Principal,
  key: string,
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(actor, 'roles:manage')
  await db.$transaction(async (tx) => {
    await lockRoles(tx)
    const role = await getOwnRole(tx, key)
    requireMayAssign(actor, role)
    const [members, invited, newcomers, groups] = await Promise.all([
      tx.user.count({ where: { roleId: role.id } }),
      tx.invitation.count({ where: { roleId: role.id, acceptedAt: null, revokedAt: null } }),
      tx.identityProvider.count({ where: { newRoleId: role.id } }),
      tx.scimGroup.count({ where: { roleId: role.id } }),
    ])
    if (members + invited + newcomers + groups > 0) {
      throw new AppError('conflict', {
        message: 'Somebody has this role or is invited into it. Give them another one first.',
        key: 'auth.errors.roleInUse',
      })
    }
    await tx.role.delete({ where: { tenantId_id: { id: role.id } } })
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'role.deleted',
      subject: { kind: 'role', id: role.id },
      detail: { key, permissions: role.permissions },
      requestId,
    })
  })
}
