import { newId, newToken, now, sha256Hex } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { type MailTenant, queueMail } from '../mail/queue-mail'
import { normalizeEmail } from '../password/normalize-email'
import type { Client } from '../session/member-sessions'
import { tooMany } from '../throttle/admit-attempt'
import { memberThrottles } from '../throttle/database-throttles'
import { throttleKey } from '../throttle/throttle-key'
import { RULES } from '../throttle/throttle-rules'

const RESET_SECONDS = 3600

type Input = { email: string; client: Pick<Client, 'address'>; requestId?: string | null }

/**
 * The part that is answered: counts the request and throws `rate_limited` when one address asks too often. It knows nothing of
 * accounts, and so neither its answer nor its time tells of one. Returns the rest, to be run after the answer has left.
 */
export async function requestPasswordReset(db: TenantDb, tenant: MailTenant, input: Input): Promise<() => Promise<void>> {
  const throttles = memberThrottles(db)
  const waitSeconds = await throttles.charge(throttleKey(throttles.scope, 'reset', input.client.address), RULES.resetAddress)
  if (waitSeconds > 0) throw tooMany(waitSeconds)
  return () => sendResetLink(db, tenant, input)
}

async function sendResetLink(db: TenantDb, tenant: MailTenant, { email: written, requestId }: Input): Promise<void> {
  const email = normalizeEmail(written)
  const throttles = memberThrottles(db)
  if ((await throttles.charge(throttleKey(throttles.scope, 'reset-mail', email), RULES.resetMail)) > 0) return
  const user = await db.user.findFirst({ where: { email, status: 'active' }, select: { id: true, locale: true } })
  if (!user) return
  const token = newToken()
  const expiresAt = new Date(now().getTime() + RESET_SECONDS * 1000)
  await db.$transaction(async (tx) => {
    await tx.passwordReset.create({ data: { id: newId(), userId: user.id, tokenHash: sha256Hex(token), expiresAt } })
    await queueMail(tx, tenant, { kind: 'passwordReset', to: email, locale: user.locale, path: `/reset/${token}`, at: expiresAt })
    await recordAudit(tx, {
      actor: { kind: 'system', id: 'sign-in' },
      action: 'member.password_reset_requested',
      subject: { kind: 'user', id: user.id },
      requestId,
    })
  })
}
