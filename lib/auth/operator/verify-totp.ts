import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { chargeCode, refundCodes, wrongCode } from '../second-factor/code-attempts'
import { timeStepOf, unsealTotpSecret } from '../second-factor/totp'
import { operatorThrottles } from '../throttle/database-throttles'
import { type CodeInput, markVerified } from './second-factor'

/**
 * The second step of a sign-in. A code counts once: its time step is stored, and neither it nor an older one passes again, in
 * whatever session. Throws `invalid_input` for `code`, `rate_limited`, `conflict` when the operator has no second factor yet.
 */
export async function verifyTotp({ operatorId, sessionId, code, requestId }: CodeInput): Promise<void> {
  await chargeCode(operatorThrottles(), operatorId)
  const operator = await catalogDb().operator.findUnique({ where: { id: operatorId }, select: { totpSecret: true } })
  if (!operator?.totpSecret) throw new AppError('conflict', { message: 'Set up a second factor first.', key: 'auth.errors.noTotp' })
  const step = await timeStepOf(unsealTotpSecret(operatorId, operator.totpSecret), code)
  if (step === null) throw wrongCode()
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.operator.updateMany({
      where: { id: operatorId, status: 'active', OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
      data: { totpLastStep: step },
    })
    if (count !== 1) throw wrongCode()
    await markVerified(tx, { operatorId, sessionId, requestId, action: 'operator.signed_in' })
  })
  await refundCodes(operatorThrottles(), operatorId)
}
