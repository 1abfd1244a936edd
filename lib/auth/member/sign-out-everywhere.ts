import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { endMemberSessions } from '../session/member-sessions'

/** Ends all sessions of a person, this one included. Returns how many ended. */
export async function signOutEverywhere(db: TenantDb, { userId }: { userId: string }): Promise<number> {
  return db.$transaction(async (tx) => {
    const ended = await endMemberSessions(tx, userId, 'signed_out_everywhere')
    await recordAudit(tx, {
      actor: { kind: 'member', id: userId },
      action: 'member.signed_out_everywhere',
      subject: { kind: 'user', id: userId },
      detail: { sessions: ended },
    })
    return ended
  })
}
