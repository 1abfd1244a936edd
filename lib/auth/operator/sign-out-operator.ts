import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { endOperatorSessions } from './operator-sessions'

/** Ends one session of the back office, or with no session named all of that operator's. Returns how many ended. */
export async function signOutOperator(operatorId: string, sessionId?: string): Promise<number> {
  return catalogDb().$transaction(async (tx) => {
    const ended = await endOperatorSessions(tx, operatorId, sessionId ? 'signed_out' : 'signed_out_everywhere', sessionId)
    if (ended > 0) {
      await recordAudit(tx, {
        actor: { kind: 'operator', id: operatorId },
        action: sessionId ? 'operator.signed_out' : 'operator.signed_out_everywhere',
        subject: sessionId ? { kind: 'operator-session', id: sessionId } : { kind: 'operator', id: operatorId },
        detail: { sessions: ended },
      })
    }
    return ended
  })
}
