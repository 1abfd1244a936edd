import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { revokeKeysBeyond } from '../api-key/revoke-keys-beyond'
import { requireMayAssign } from '../member/roles'
import { endMemberSessions } from '../session/member-sessions'
import { lockRoles, requireFreeName } from './create-role'
import { getOwnRole } from './get-own-role'
import { asleep, requireKnown } from './require-known'
import type { RoleInput } from './role-input'

/**
 * Changes a role of the tenant's own. The sessions of everybody who has it end, and so do API keys of theirs that may more than the
 * role now does: nothing goes on with the old rights. Throws `forbidden` for a permission that its changer has not, before or after.
 */
export async function updateRole(
  db: TenantDb,
  actor: Principal,
  { key, name, permissions: asked }: RoleInput & { key: string },
  { requestId }: { requestId?: string | null } = {},
): Promise<void> {
  requirePermission(actor, 'roles:manage')
  requireKnown(actor, asked)
  await db.$transaction(async (tx) => {
    await lockRoles(tx)
    const role = await getOwnRole(tx, key)
    const input = { name, permissions: [...asked, ...asleep(actor, role.permissions)] }
    requireMayAssign(actor, role, { ...role, permissions: input.permissions })
    await requireFreeName(tx, input.name, role.id)
    await tx.role.update({ where: { tenantId_id: { id: role.id } }, data: input })
    const isSame =
      role.permissions.length === input.permissions.length && input.permissions.every((each) => role.permissions.includes(each))
    const members = isSame ? [] : await tx.user.findMany({ where: { roleId: role.id }, select: { id: true } })
    let sessionsEnded = 0
    for (const { id } of members) sessionsEnded += await endMemberSessions(tx, id, 'role_changed')
    const apiKeysRevoked = await revokeKeysBeyond(
      tx,
      members.map(({ id }) => id),
      input.permissions,
    )
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'role.updated',
      subject: { kind: 'role', id: role.id },
      detail: { key, from: role.permissions, to: input.permissions, sessionsEnded, apiKeysRevoked },
      requestId,
    })
  })
}
