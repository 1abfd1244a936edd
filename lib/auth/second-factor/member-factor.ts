import { AppError, now } from '@/lib/core'
import type { TenantDb, TenantTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { MemberPrincipal } from '../access/principal'
import { type MailKind, type MailTenant, queueMail } from '../mail/queue-mail'

export type MemberCode = { code: string; requestId?: string | null }

/** Whom a secret is sealed for, and whose attempts are counted together. */
export const holderOf = ({ tenantId, userId }: Pick<MemberPrincipal, 'tenantId' | 'userId'>) => `${tenantId}:${userId}`

/** Opens the session that a code was given in. Throws `unauthenticated` when it has ended meanwhile. */
export async function markSessionVerified(tx: TenantTx, { sessionId, userId }: MemberPrincipal): Promise<void> {
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, userId, revokedAt: null, expiresAt: { gt: now() } },
    data: { mfaAt: now() },
  })
  if (count !== 1)
    throw new AppError('unauthenticated', { message: 'The session has ended. Sign in again.', key: 'auth.errors.sessionEnded' })
}

type News = { tx: TenantTx; tenant: MailTenant; principal: MemberPrincipal; action: string; mail?: MailKind; requestId?: string | null }

/** What a person did to their own second factor: written down, and told to them in case it was somebody else. */
export async function tellOfFactor({ tx, tenant, principal, action, mail, requestId }: News): Promise<void> {
  const { userId, email, locale } = principal
  await recordAudit(tx, { actor: { kind: 'member', id: userId }, action, subject: { kind: 'user', id: userId }, requestId })
  if (mail) await queueMail(tx, tenant, { kind: mail, to: email, locale, path: '/reset', at: now() })
}

/** What the account's page says of it. */
export type FactorView = { hasTotp: boolean; recoveryCodesLeft: number }

export async function getOwnFactor(db: TenantDb, { userId }: MemberPrincipal): Promise<FactorView> {
  const [user, recoveryCodesLeft] = await Promise.all([
    db.user.findFirst({ where: { id: userId }, select: { totpSecret: true } }),
    db.recoveryCode.count({ where: { userId, usedAt: null } }),
  ])
  return { hasTotp: Boolean(user?.totpSecret), recoveryCodesLeft }
}
