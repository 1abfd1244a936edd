import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import type { MemberPrincipal } from '../access/principal'
import type { MailTenant } from '../mail/queue-mail'
import { memberThrottles } from '../throttle/database-throttles'
import { chargeCode, refundCodes, wrongCode } from './code-attempts'
import { holderOf, type MemberCode, markSessionVerified, tellOfFactor } from './member-factor'
import { renewRecoveryCodes } from './recovery-codes'
import { describeTotp, offeredTotpSecret, sealTotpSecret, type TotpEnrolment, timeStepOf } from './totp'

/** What the page shows to a member without a second factor. `issuer` is what the phone will call it. */
export async function offerMemberTotp(db: TenantDb, principal: MemberPrincipal, issuer: string): Promise<TotpEnrolment> {
  return describeTotp(await offerOf(db, principal), principal.email, issuer)
}

/**
 * Ties the offered secret to the member once a code proves that a phone holds it, and opens the session. Returns the recovery codes,
 * which are shown this once. Throws `invalid_input` for `code`, `rate_limited`, `conflict` for whoever has a second factor.
 */
export async function enrolMemberTotp(
  db: TenantDb,
  tenant: MailTenant,
  principal: MemberPrincipal,
  { code, requestId }: MemberCode,
): Promise<{ recoveryCodes: string[] }> {
  const throttles = memberThrottles(db)
  const holder = holderOf(principal)
  await chargeCode(throttles, holder)
  const secret = await offerOf(db, principal)
  const step = await timeStepOf(secret, code)
  if (step === null) throw wrongCode()
  const recoveryCodes = await db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: principal.userId, status: 'active', totpSecret: null },
      data: { totpSecret: sealTotpSecret(holder, secret), totpLastStep: step },
    })
    if (count !== 1) throw new AppError('conflict', { message: 'A second factor was set up already.', key: 'auth.errors.hasTotp' })
    await markSessionVerified(tx, principal)
    await tellOfFactor({ tx, tenant, principal, action: 'member.second_factor_added', mail: 'factorAdded', requestId })
    return renewRecoveryCodes(tx, principal.userId)
  })
  await refundCodes(throttles, holder)
  return { recoveryCodes }
}

/** Another secret for each session, and after a factor was removed another one in the same session. */
async function offerOf(db: TenantDb, { tenantId, sessionId, userId }: MemberPrincipal): Promise<string> {
  const user = await db.user.findFirst({ where: { id: userId }, select: { totpLastStep: true } })
  return offeredTotpSecret(`${tenantId}:${sessionId}:${user?.totpLastStep ?? ''}`)
}
