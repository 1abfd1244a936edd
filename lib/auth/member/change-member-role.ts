import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { getMember } from './get-member'
import { giveRole } from './give-role'
import { getRole, requireAnotherOwner, requireMayAssign } from './roles'

type Input = { userId: string; roleKey: string; requestId?: string | null }

/**
 * Gives a member another role and ends that member's sessions, so that no page goes on with the old one;
 * API keys of theirs that may more than the new role does end too. Throws `forbidden` for an
 * administrator who would make or unmake an owner, `conflict` for the last owner, `not_found`.
 */
export async function changeMemberRole(db: TenantDb, actor: Principal, { userId, roleKey, requestId }: Input): Promise<void> {
  requirePermission(actor, 'members:manage')
  await db.$transaction(async (tx) => {
    const member = await getMember(tx, userId)
    const role = await getRole(tx, roleKey)
    if (member.role.key === role.key) return
    requireMayAssign(actor, member.role, role)
    if (member.role.key === 'owner') await requireAnotherOwner(tx, userId)
    const ended = await giveRole(tx, userId, role)
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'member.role_changed',
      subject: { kind: 'user', id: userId },
      detail: { from: member.role.key, to: role.key, ...ended },
      requestId,
    })
  })
}
