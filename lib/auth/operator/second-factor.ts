import { AppError, now } from '@/lib/core'
import type { CatalogTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { tooMany } from '../throttle/admit-attempt'
import { operatorThrottles } from '../throttle/database-throttles'
import { throttleKey } from '../throttle/throttle-key'
import { RULES } from '../throttle/throttle-rules'

export type CodeInput = { operatorId: string; sessionId: string; code: string; requestId?: string | null }

type Verified = Omit<CodeInput, 'code'> & { action: string }

/** Opens the session. Throws `unauthenticated` when it has ended meanwhile. */
export async function markVerified(tx: CatalogTx, { operatorId, sessionId, requestId, action }: Verified): Promise<void> {
  const where = { id: sessionId, operatorId, revokedAt: null, expiresAt: { gt: now() } }
  const { count } = await tx.operatorSession.updateMany({ where, data: { mfaAt: now() } })
  if (count !== 1)
    throw new AppError('unauthenticated', { message: 'The session has ended. Sign in again.', key: 'auth.errors.sessionEnded' })
  await recordAudit(tx, {
    actor: { kind: 'operator', id: operatorId },
    action,
    subject: { kind: 'operator-session', id: sessionId },
    requestId,
  })
}

const bucketOf = (operatorId: string) => throttleKey('operator', 'totp', operatorId)

/** Throws `rate_limited`. */
export async function chargeCode(operatorId: string): Promise<void> {
  const waitSeconds = await operatorThrottles().charge(bucketOf(operatorId), RULES.totp)
  if (waitSeconds > 0) throw tooMany(waitSeconds)
}

export const refundCodes = (operatorId: string) => operatorThrottles().clear(bucketOf(operatorId))

export function wrongCode(): AppError {
  const message = 'This code is not right, or was used before. Wait for the next one.'
  return new AppError('invalid_input', { message, fields: { code: message }, key: 'auth.errors.wrongCode' })
}
