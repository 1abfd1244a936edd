import type { TenantTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { isBeyondAdmin } from '../access/is-beyond-admin'
import { permissionsOfRole } from '../access/permissions'
import { giveRole } from '../member/give-role'
import { getRole, type RoleFacts } from '../member/roles'
import type { ScimCaller } from './scim-tokens'

const ROLE = { select: { id: true, key: true, isBuiltin: true, permissions: true } } as const

/**
 * The roles of members whose groups have changed: of several groups with a role, the one that may the most; of none, an employee's.
 * Whoever may more than administrators keeps their role, whatever the directory says.
 */
export async function settleRoles(tx: TenantTx, { tokenId, requestId }: ScimCaller, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return
  const employee = await getRole(tx, 'employee')
  const users = await tx.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, role: ROLE, scimGroups: { select: { group: { select: { role: ROLE } } } } },
  })
  for (const { id, role, scimGroups } of users) {
    const given = scimGroups
      .flatMap(({ group }) => (group.role ? [group.role] : []))
      .sort((a, b) => weight(b) - weight(a) || a.key.localeCompare(b.key))
    const next = given[0] ?? employee
    if (next.id === role.id || isBeyondAdmin(role)) continue
    const ended = await giveRole(tx, id, next)
    await recordAudit(tx, {
      actor: { kind: 'api-key', id: tokenId },
      action: 'member.role_changed',
      subject: { kind: 'user', id },
      detail: { from: role.key, to: next.key, by: 'scim', ...ended },
      requestId,
    })
  }
}

const weight = (role: RoleFacts) => permissionsOfRole(role).size
