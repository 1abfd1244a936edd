import { AppError } from '@/lib/core'
import type { TenantDb, TenantTx } from '@/lib/db'
import type { MemberPrincipal } from '../access/principal'
import type { MailTenant } from '../mail/queue-mail'
import { memberThrottles } from '../throttle/database-throttles'
import { chargeCode, refundCodes, wrongCode } from './code-attempts'
import { holderOf, type MemberCode, markSessionVerified, tellOfFactor } from './member-factor'
import { spendRecoveryCode } from './recovery-codes'
import { timeStepOf, unsealTotpSecret } from './totp'

/**
 * The second step of a sign-in, with the six digits of a phone or with a recovery code. Each counts once: neither digits nor older
 * ones pass again in whatever session, and a recovery code is used up. Throws `invalid_input` for `code`, `rate_limited`, `conflict`
 * for a member without a second factor.
 */
export async function verifyMemberCode(db: TenantDb, tenant: MailTenant, principal: MemberPrincipal, input: MemberCode): Promise<void> {
  await withCode(db, principal, input, async (tx, kind) => {
    await markSessionVerified(tx, principal)
    const { requestId } = input
    if (kind === 'digits') await tellOfFactor({ tx, tenant, principal, action: 'member.second_factor_passed', requestId })
    else await tellOfFactor({ tx, tenant, principal, action: 'member.recovery_code_used', mail: 'recoveryCodeUsed', requestId })
  })
}

/** Runs `work` in the transaction in which the code is used up. */
export async function withCode<T>(
  db: TenantDb,
  principal: MemberPrincipal,
  { code }: MemberCode,
  work: (tx: TenantTx, kind: 'digits' | 'recovery') => Promise<T>,
): Promise<T> {
  const throttles = memberThrottles(db)
  const holder = holderOf(principal)
  await chargeCode(throttles, holder)
  const user = await db.user.findFirst({ where: { id: principal.userId }, select: { totpSecret: true } })
  if (!user?.totpSecret) throw new AppError('conflict', { message: 'Set up a second factor first.', key: 'auth.errors.noTotp' })
  const kind = code.replace(/\s/g, '').length === 6 ? 'digits' : 'recovery'
  const step = kind === 'digits' ? await timeStepOf(unsealTotpSecret(holder, user.totpSecret), code) : null
  if (kind === 'digits' && step === null) throw wrongCode()
  const result = await db.$transaction(async (tx) => {
    const isSpent = step === null ? await spendRecoveryCode(tx, principal.userId, code) : await spendStep(tx, principal.userId, step)
    if (!isSpent) throw wrongCode()
    return work(tx, kind)
  })
  await refundCodes(throttles, holder)
  return result
}

async function spendStep(tx: TenantTx, userId: string, step: number): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, status: 'active', totpSecret: { not: null }, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  })
  return count === 1
}
