import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { chargeCode, refundCodes, wrongCode } from '../second-factor/code-attempts'
import { describeTotp, offeredTotpSecret, sealTotpSecret, type TotpEnrolment, timeStepOf } from '../second-factor/totp'
import { operatorThrottles } from '../throttle/database-throttles'
import { type CodeInput, markVerified } from './second-factor'

/** What the page shows to an operator without a second factor. `issuer` is what the phone will call it. */
export function offerTotp(sessionId: string, email: string, issuer: string): TotpEnrolment {
  return describeTotp(offeredTotpSecret(sessionId), email, issuer)
}

/**
 * Ties the offered secret to the operator, once a code proves that a phone holds it. Of two sessions that enrol at the same time the
 * first wins, the other gets `conflict` and asks for a code of the first one's phone.
 */
export async function enrolTotp({ operatorId, sessionId, code, requestId }: CodeInput): Promise<void> {
  await chargeCode(operatorThrottles(), operatorId)
  const secret = offeredTotpSecret(sessionId)
  const step = await timeStepOf(secret, code)
  if (step === null) throw wrongCode()
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.operator.updateMany({
      where: { id: operatorId, status: 'active', totpSecret: null },
      data: { totpSecret: sealTotpSecret(operatorId, secret), totpLastStep: step },
    })
    if (count !== 1) throw new AppError('conflict', { message: 'A second factor was set up already.', key: 'auth.errors.hasTotp' })
    await markVerified(tx, { operatorId, sessionId, requestId, action: 'operator.totp_enrolled' })
  })
  await refundCodes(operatorThrottles(), operatorId)
}
