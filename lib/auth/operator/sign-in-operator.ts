import { now } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { type Credentials, type SignedIn, wrongCredentials } from '../member/sign-in-member'
import { normalizeEmail } from '../password/normalize-email'
import { hashPassword, isOutdatedHash, verifyPassword } from '../password/password-hash'
import { OPERATOR_SCOPE } from '../session/session-token'
import { admitAttempt } from '../throttle/admit-attempt'
import { operatorThrottles } from '../throttle/database-throttles'
import { startOperatorSession } from './operator-sessions'

/**
 * The first of an operator's two steps: starts a session that opens nothing until `verifyTotp` or `enrolTotp` has marked it. Same
 * errors and same work as for members, whether or not there is such an operator.
 */
export async function signInOperator(credentials: Credentials): Promise<SignedIn> {
  const { password, client, deviceToken, requestId } = credentials
  const email = normalizeEmail(credentials.email)
  const admission = await admitAttempt(operatorThrottles(), { account: email, address: client.address, deviceToken })
  const operator = await catalogDb().operator.findUnique({ where: { email }, select: { id: true, status: true, passwordHash: true } })
  const stored = operator?.status === 'active' ? operator.passwordHash : null
  const isRight = await verifyPassword(OPERATOR_SCOPE, stored, password)
  if (!operator || !stored || !isRight) throw wrongCredentials()
  const renewed = isOutdatedHash(stored) ? await hashPassword(OPERATOR_SCOPE, password) : undefined
  const claims = await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.operator.updateMany({
      where: { id: operator.id, status: 'active', passwordHash: stored },
      data: { lastSignInAt: now(), ...(renewed && { passwordHash: renewed }) },
    })
    if (count !== 1) throw wrongCredentials()
    const started = await startOperatorSession(tx, operator.id, client.userAgent)
    await recordAudit(tx, {
      actor: { kind: 'operator', id: operator.id },
      action: 'operator.password_accepted',
      subject: { kind: 'operator-session', id: started.sid },
      requestId,
    })
    return started
  })
  return { claims, deviceToken: await admission.succeeded() }
}
