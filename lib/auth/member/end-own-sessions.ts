import { AppError } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { MemberPrincipal } from '../access/principal'
import { endMemberSessions } from '../session/member-sessions'

type Input = {
  /** Without it, all others. */
  sessionId?: string
  requestId?: string | null
}

/** Ends another session of one's own, or all others; this one goes on. Somebody else's is not found. Returns how many ended. */
export async function endOwnSessions(db: TenantDb, principal: MemberPrincipal, { sessionId, requestId }: Input): Promise<number> {
  const { userId } = principal
  return db.$transaction(async (tx) => {
    const ended = await endMemberSessions(tx, userId, 'signed_out_elsewhere', sessionId ?? { not: principal.sessionId })
    if (sessionId && ended === 0)
      throw new AppError('not_found', { message: 'This session has ended already.', key: 'auth.errors.noSuchSession' })
    await recordAudit(tx, {
      actor: { kind: 'member', id: userId },
      action: 'member.signed_out_elsewhere',
      subject: sessionId ? { kind: 'session', id: sessionId } : { kind: 'user', id: userId },
      detail: { sessions: ended },
      requestId,
    })
    return ended
  })
}
