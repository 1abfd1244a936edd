import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { endMemberSessions } from '../session/member-sessions'

/** Ends one session. Ending one that has ended is no error. */
export async function signOut(db: TenantDb, { userId, sessionId }: { userId: string; sessionId: string }): Promise<void> {
  await db.$transaction(async (tx) => {
    const ended = await endMemberSessions(tx, userId, 'signed_out', sessionId)
    if (ended > 0)
      await recordAudit(tx, {
        actor: { kind: 'member', id: userId },
        action: 'member.signed_out',
        subject: { kind: 'session', id: sessionId },
      })
  })
}
