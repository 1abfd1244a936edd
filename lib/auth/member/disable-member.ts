import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { closeAccount } from './close-account'
import { getMember } from './get-member'
import { requireAnotherOwner, requireMayAssign } from './roles'

type Input = { userId: string; requestId?: string | null }

/**
 * Closes an account: sessions, reset links and the API keys that the person made end with it. Throws `forbidden` for an owner's
 * account to anybody but an owner, `conflict` for the last owner and for one's own account.
 */
export async function disableMember(db: TenantDb, actor: Principal, { userId, requestId }: Input): Promise<void> {
  requirePermission(actor, 'members:manage')
  if (actor.kind === 'member' && actor.userId === userId) {
    throw new AppError('conflict', {
      message: 'You cannot close your own account. Ask another administrator.',
      key: 'auth.errors.ownAccount',
    })
  }
  await db.$transaction(async (tx) => {
    const member = await getMember(tx, userId)
    if (member.status === 'disabled') return
    requireMayAssign(actor, member.role)
    if (member.role.key === 'owner') await requireAnotherOwner(tx, userId)
    const detail = await closeAccount(tx, userId)
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'member.disabled',
      subject: { kind: 'user', id: userId },
      detail,
      requestId,
    })
  })
}
