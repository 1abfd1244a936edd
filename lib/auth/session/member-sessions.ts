import { newId } from '@/lib/core'
import { sql, type TenantTx, table } from '@/lib/db'
import { SESSION_SECONDS, type SessionClaims } from './session-token'

/** Where a sign-in comes from, for the person's list of sessions and for the limits. */
export type Client = { address: string; userAgent: string }

/** Times are the database's own, as are the ones that they are compared with. */
export async function startMemberSession(tx: TenantTx, userId: string, { userAgent }: Pick<Client, 'userAgent'>): Promise<SessionClaims> {
  const sid = newId()
  await tx.$executeRaw(sql`
    INSERT INTO ${table('sessions')} (id, user_id, expires_at, user_agent)
    VALUES (${sid}::uuid, ${userId}::uuid, now() + ${SESSION_SECONDS}::int * interval '1 second', ${userAgent.slice(0, 400)})`)
  return { tid: tx.context.tenantId, uid: userId, sid }
}

export type EndedWhy = 'signed_out' | 'signed_out_everywhere' | 'password_changed' | 'password_reset' | 'role_changed' | 'disabled'

/** Ends every session of a person that still lives, or one of them. Returns how many ended. */
export async function endMemberSessions(tx: TenantTx, userId: string, why: EndedWhy, sessionId?: string): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, revokedAt: null, ...(sessionId && { id: sessionId }) },
    data: { revokedAt: new Date(), revokedWhy: why },
  })
  return count
}
