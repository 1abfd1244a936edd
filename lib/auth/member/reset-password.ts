import { AppError, now, sha256Hex } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { type MailTenant, queueMail } from '../mail/queue-mail'
import { checkNewPassword } from '../password/check-new-password'
import { hashPassword } from '../password/password-hash'
import { mayUsePassword, providerOnly } from '../policy/may-use-password'
import { type Client, endMemberSessions, startMemberSession } from '../session/member-sessions'
import { rememberClient } from '../throttle/remember-client'
import type { SignedIn } from './sign-in-member'

type Input = { token: string; password: string; client: Client; requestId?: string | null }

/** Whose link it is, for the page that asks for the new password; null when it was used, has expired or never was. */
export async function findPasswordReset(db: TenantDb, token: string): Promise<{ email: string } | null> {
  const found = await usable(db, token)
  return found && { email: found.user.email }
}

/**
 * Sets a new password with the link from a mail, once, ends every session and starts one here: whoever reads the person's mail is
 * the person. Throws `not_found` for a link that opens nothing, `invalid_input` for the password.
 */
export async function resetPassword(db: TenantDb, tenant: MailTenant, { token, password, client, requestId }: Input): Promise<SignedIn> {
  const found = await usable(db, token)
  if (!found) throw deadLink()
  const { user } = found
  checkNewPassword(password, user)
  const passwordHash = await hashPassword(tenant.id, password)
  const claims = await db.$transaction(async (tx) => {
    const used = await tx.passwordReset.updateMany({
      where: { id: found.id, usedAt: null, expiresAt: { gt: now() } },
      data: { usedAt: now() },
    })
    if (used.count !== 1) throw deadLink()
    if (!(await mayUsePassword(tx, user.role.key))) throw providerOnly()
    const changed = await tx.user.updateMany({ where: { id: user.id, status: 'active' }, data: { passwordHash, lastSignInAt: now() } })
    if (changed.count !== 1) throw deadLink()
    await tx.passwordReset.updateMany({ where: { userId: user.id, usedAt: null }, data: { usedAt: now() } })
    const ended = await endMemberSessions(tx, user.id, 'password_reset')
    await recordAudit(tx, {
      actor: { kind: 'member', id: user.id },
      action: 'member.password_reset',
      subject: { kind: 'user', id: user.id },
      detail: { sessionsEnded: ended },
      requestId,
    })
    await queueMail(tx, tenant, { kind: 'passwordChanged', to: user.email, locale: user.locale, path: '/reset', at: now() })
    return startMemberSession(tx, user.id, client, { by: 'link' })
  })
  return { claims, deviceToken: await rememberClient(db, user.email, client) }
}

function usable(db: TenantDb, token: string) {
  return db.passwordReset.findFirst({
    where: { tokenHash: sha256Hex(token), usedAt: null, expiresAt: { gt: now() }, user: { status: 'active' } },
    select: { id: true, user: { select: { id: true, email: true, locale: true, role: { select: { key: true } } } } },
  })
}

const deadLink = () =>
  new AppError('not_found', { message: 'This link was used or has expired. Ask for a new one.', key: 'auth.errors.deadResetLink' })
