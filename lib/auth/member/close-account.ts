import { now } from '@/lib/core'
import type { TenantTx } from '@/lib/db'
import { endMemberSessions } from '../session/member-sessions'

/** Sessions, reset links and the API keys that the person made end with the account. Returns what did, for the audit row. */
export async function closeAccount(tx: TenantTx, userId: string): Promise<{ sessionsEnded: number; apiKeysRevoked: number }> {
  await tx.user.update({ where: { id: userId }, data: { status: 'disabled' } })
  const sessionsEnded = await endMemberSessions(tx, userId, 'disabled')
  await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now() } })
  const keys = await tx.apiKey.updateMany({ where: { createdBy: userId, revokedAt: null }, data: { revokedAt: now() } })
  return { sessionsEnded, apiKeysRevoked: keys.count }
}
