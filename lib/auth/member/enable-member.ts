import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { getMember } from './get-member'
import { requireMayAssign } from './roles'

type Input = { userId: string; requestId?: string | null }

/** Opens an account again, with the password and role it had. */
export async function enableMember(db: TenantDb, actor: Principal, { userId, requestId }: Input): Promise<void> {
  requirePermission(actor, 'members:manage')
  await db.$transaction(async (tx) => {
    const member = await getMember(tx, userId)
    requireMayAssign(actor, member.role)
    if (member.status === 'active') return
    await tx.user.update({ where: { id: userId }, data: { status: 'active' } })
    await recordAudit(tx, { actor: actorOf(actor), action: 'member.enabled', subject: { kind: 'user', id: userId }, requestId })
  })
}
