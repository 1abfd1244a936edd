import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import type { MemberPrincipal } from '../access/principal'
import type { MailTenant } from '../mail/queue-mail'
import { getSignInPolicy } from '../policy/get-sign-in-policy'
import { type MemberCode, tellOfFactor } from './member-factor'
import { renewRecoveryCodes } from './recovery-codes'
import { withCode } from './verify-member-code'

/** New recovery codes for a code; the old ones are worth nothing from then on. */
export async function renewOwnRecoveryCodes(db: TenantDb, tenant: MailTenant, principal: MemberPrincipal, input: MemberCode) {
  return withCode(db, principal, input, async (tx) => {
    await tellOfFactor({ tx, tenant, principal, action: 'member.recovery_codes_renewed', requestId: input.requestId })
    return { recoveryCodes: await renewRecoveryCodes(tx, principal.userId) }
  })
}

/** Goes back to the password alone, for a code. Throws `conflict` where the tenant requires a second factor. */
export async function removeOwnFactor(db: TenantDb, tenant: MailTenant, principal: MemberPrincipal, input: MemberCode): Promise<void> {
  await withCode(db, principal, input, async (tx) => {
    if ((await getSignInPolicy(tx)).secondFactor === 'required')
      throw new AppError('conflict', { message: 'Everybody here needs a second factor.', key: 'auth.errors.factorRequired' })
    await tx.user.updateMany({ where: { id: principal.userId }, data: { totpSecret: null } })
    await tx.recoveryCode.deleteMany({ where: { userId: principal.userId } })
    await tellOfFactor({ tx, tenant, principal, action: 'member.second_factor_removed', mail: 'factorRemoved', requestId: input.requestId })
  })
}
