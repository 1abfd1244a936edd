import { AppError, now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { type MailTenant, queueMail } from '../mail/queue-mail'
import { normalizeEmail } from '../password/normalize-email'
import { hashPassword, isOutdatedHash, verifyPassword } from '../password/password-hash'
import { mayUsePassword } from '../policy/may-use-password'
import { type Client, startMemberSession } from '../session/member-sessions'
import type { SessionClaims } from '../session/session-token'
import { admitAttempt } from '../throttle/admit-attempt'
import { memberThrottles } from '../throttle/database-throttles'

export type Credentials = { email: string; password: string; client: Client; deviceToken?: string | null; requestId?: string | null }
export type SignedIn = {
  claims: SessionClaims
  /** For the device cookie, so that this browser is known next time. */
  deviceToken: string
}

/**
 * Starts a session for a member. A wrong password, no such account, a disabled one and one that was never activated give the same
 * error after the same work. Throws `unauthenticated`, `rate_limited`, `busy`, and what the database says of a stopped tenant.
 */
export async function signInMember(db: TenantDb, tenant: MailTenant, credentials: Credentials): Promise<SignedIn> {
  const { password, client, deviceToken, requestId } = credentials
  const email = normalizeEmail(credentials.email)
  const admission = await admitAttempt(memberThrottles(db), { account: email, address: client.address, deviceToken })
  const user = await db.user.findFirst({
    where: { email },
    select: { id: true, status: true, passwordHash: true, lastSignInAt: true, locale: true, role: { select: { key: true } } },
  })
  const stored = user?.status === 'active' ? user.passwordHash : null
  const isRight = await verifyPassword(tenant.id, stored, password)
  if (!user || !stored || !isRight) throw wrongCredentials()

  const renewed = isOutdatedHash(stored) ? await hashPassword(tenant.id, password) : undefined
  const claims = await db.$transaction(async (tx) => {
    // Again, and under a lock: the account may have been disabled or given another password while the hash was computed.
    const { count } = await tx.user.updateMany({
      where: { id: user.id, status: 'active', passwordHash: stored },
      data: { lastSignInAt: now(), ...(renewed && { passwordHash: renewed }) },
    })
    if (count !== 1) throw wrongCredentials()
    if (!(await mayUsePassword(tx, user.role.key))) throw wrongCredentials()
    const started = await startMemberSession(tx, user.id, client)
    await recordAudit(tx, {
      actor: { kind: 'member', id: user.id },
      action: 'member.signed_in',
      subject: { kind: 'user', id: user.id },
      detail: { sessionId: started.sid },
      requestId,
    })
    if (!admission.isFamiliar && user.lastSignInAt) {
      await queueMail(tx, tenant, { kind: 'newSignIn', to: email, locale: user.locale, path: '/reset', at: now() })
    }
    return started
  })
  return { claims, deviceToken: await admission.succeeded() }
}

export const wrongCredentials = () =>
  new AppError('unauthenticated', { message: 'The e-mail address or the password is not right.', key: 'auth.errors.wrongCredentials' })
