import { now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { type MailTenant, queueMail } from '../mail/queue-mail'
import { getMember } from '../member/get-member'
import { requireMayAssign } from '../member/roles'
import { endMemberSessions } from '../session/member-sessions'

type Input = { userId: string; requestId?: string | null }

/**
 * For a member who lost phone and recovery codes: removes both and ends every session. The member is told by mail, and signs in with
 * the password alone until a new factor is set up. Throws `forbidden` for the factor of somebody who may more than the caller.
 */
export async function resetMemberFactor(db: TenantDb, tenant: MailTenant, actor: Principal, { userId, requestId }: Input): Promise<void> {
  requirePermission(actor, 'members:manage')
  await db.$transaction(async (tx) => {
    const member = await getMember(tx, userId)
    requireMayAssign(actor, member.role)
    const { email, locale } = await tx.user.update({
      where: { id: userId },
      data: { totpSecret: null },
      select: { email: true, locale: true },
    })
    await tx.recoveryCode.deleteMany({ where: { userId } })
    const sessionsEnded = await endMemberSessions(tx, userId, 'factor_reset')
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'member.second_factor_reset',
      subject: { kind: 'user', id: userId },
      detail: { sessionsEnded },
      requestId,
    })
    await queueMail(tx, tenant, { kind: 'factorRemoved', to: email, locale, path: '/reset', at: now() })
  })
}
