import { AppError, now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'

/** Takes an invitation back. Throws `not_found` when it is not open any more. */
export async function revokeInvitation(db: TenantDb, actor: Principal, invitationId: string): Promise<void> {
  requirePermission(actor, 'members:manage')
  await db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now() },
    })
    if (count === 0) throw new AppError('not_found', { message: 'There is no such open invitation.', key: 'auth.errors.noSuchInvitation' })
    await recordAudit(tx, { actor: actorOf(actor), action: 'member.invitation_revoked', subject: { kind: 'invitation', id: invitationId } })
  })
}
