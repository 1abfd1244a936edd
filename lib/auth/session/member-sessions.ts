import { newId } from '@/lib/core'
import { sql, type TenantTx, table } from '@/lib/db'
import { SESSION_SECONDS, type SessionClaims } from './session-token'

/** Where a sign-in comes from, for the person's list of sessions and for the limits. */
export type Client = { address: string; userAgent: string }

/** `link`: of a mail, an invitation's or one to reset the password. */
export type WayIn = 'password' | 'link' | 'sso'
type Start = {
  by?: WayIn
  /** A second factor was part of the way in, or is the provider's affair. */
  isVerified?: boolean
}

/** Times are the database's own, as are the ones that they are compared with. */
export async function startMemberSession(
  tx: TenantTx,
  userId: string,
  { userAgent, address = '' }: Pick<Client, 'userAgent'> & Partial<Client>,
  { by = 'password', isVerified = false }: Start = {},
): Promise<SessionClaims> {
  const sid = newId()
  await tx.$executeRaw(sql`
    INSERT INTO ${table('sessions')} (id, user_id, expires_at, user_agent, address, signed_in_by, mfa_at)
    VALUES (${sid}::uuid, ${userId}::uuid, now() + ${SESSION_SECONDS}::int * interval '1 second', ${userAgent.slice(0, 400)},
            ${address.slice(0, 60)}, ${by}, CASE WHEN ${isVerified}::boolean THEN now() END)`)
  return { tid: tx.context.tenantId, uid: userId, sid }
}

export type EndedWhy =
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'signed_out_elsewhere'
  | 'password_changed'
  | 'password_reset'
  | 'role_changed'
  | 'factor_reset'
  | 'disabled'

/** Ends every session of a person that still lives, one of them, or all but one. Returns how many ended. */
export async function endMemberSessions(tx: TenantTx, userId: string, why: EndedWhy, only?: string | { not: string }): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, revokedAt: null, ...(only && { id: only }) },
    data: { revokedAt: new Date(), revokedWhy: why },
  })
  return count
}
