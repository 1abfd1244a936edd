import { AppError, now } from '@/lib/core'
import type { CatalogTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'

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
