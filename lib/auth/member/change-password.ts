import { AppError, now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { MemberPrincipal } from '../access/principal'
import { actorOf } from '../access/principal'
import { type MailTenant, queueMail } from '../mail/queue-mail'
import { checkNewPassword } from '../password/check-new-password'
import { hashPassword, verifyPassword } from '../password/password-hash'
import { type Client, endMemberSessions, startMemberSession } from '../session/member-sessions'
import { admitAttempt } from '../throttle/admit-attempt'
import { memberThrottles } from '../throttle/database-throttles'
import type { SignedIn } from './sign-in-member'

type Input = { current: string; password: string; client: Client; deviceToken?: string | null; requestId?: string | null }

/**
 * Changes a member's own password and ends every session, also the one it was done in: the browser gets a new one, so that a stolen
 * cookie is worth nothing afterwards. Throws `invalid_input` for `current` or `password`, and `rate_limited`.
 */
export async function changePassword(db: TenantDb, tenant: MailTenant, principal: MemberPrincipal, input: Input): Promise<SignedIn> {
  const { current, password, client, deviceToken, requestId } = input
  checkNewPassword(password, principal)
  const admission = await admitAttempt(memberThrottles(db), { account: principal.email, address: client.address, deviceToken })
  const user = await db.user.findFirst({ where: { id: principal.userId }, select: { passwordHash: true, locale: true } })
  if (!(await verifyPassword(tenant.id, user?.passwordHash, current))) throw wrongCurrent()
  const passwordHash = await hashPassword(tenant.id, password)
  const claims = await db.$transaction(async (tx) => {
    const where = { id: principal.userId, status: 'active', passwordHash: user!.passwordHash }
    const { count } = await tx.user.updateMany({ where, data: { passwordHash } })
    if (count !== 1) throw wrongCurrent()
    const own = await tx.session.findFirstOrThrow({ where: { id: principal.sessionId }, select: { mfaAt: true } })
    const ended = await endMemberSessions(tx, principal.userId, 'password_changed')
    await tx.passwordReset.updateMany({ where: { userId: principal.userId, usedAt: null }, data: { usedAt: now() } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'member.password_changed',
      subject: { kind: 'user', id: principal.userId },
      detail: { sessionsEnded: ended },
      requestId,
    })
    await queueMail(tx, tenant, { kind: 'passwordChanged', to: principal.email, locale: user!.locale, path: '/reset', at: now() })
    return startMemberSession(tx, principal.userId, client, { isVerified: own.mfaAt !== null })
  })
  return { claims, deviceToken: await admission.succeeded() }
}

function wrongCurrent(): AppError {
  const message = 'The current password is not right.'
  return new AppError('invalid_input', { message, fields: { current: message }, key: 'auth.errors.wrongCurrent' })
}
