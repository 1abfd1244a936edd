import { isLocale, newId, now } from '@/lib/core'
import { type CatalogTx, catalogDb, sql } from '@/lib/db'
import { isOperatorRole, OPERATOR_ROLES } from '../access/permissions'
import type { OperatorPrincipal } from '../access/principal'
import { OPERATOR_SCOPE, SESSION_SECONDS, type SessionClaims } from '../session/session-token'

type Row = {
  email: string
  name: string
  role: string
  locale: string | null
  has_totp: boolean
  is_verified: boolean
  is_stale: boolean
}

/** A session of the back office: before the second factor it opens nothing but the page that asks for it. */
export type OperatorSession = { principal: OperatorPrincipal & { sessionId: string }; isVerified: boolean; hasTotp: boolean }

/** The operator behind a session, or null: signed out, expired, disabled, or not of the back office. */
export async function findOperatorSession(claims: SessionClaims): Promise<OperatorSession | null> {
  if (claims.tid !== OPERATOR_SCOPE) return null
  const rows = await catalogDb().$queryRaw<Row[]>(sql`
    SELECT o.email, o.name, o.role, o.locale, o.totp_secret IS NOT NULL AS has_totp, s.mfa_at IS NOT NULL AS is_verified,
           s.last_seen_at < now() - interval '1 minute' AS is_stale
      FROM operator_sessions s JOIN operators o ON o.id = s.operator_id
     WHERE s.id = ${claims.sid}::uuid AND o.id = ${claims.uid}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()
       AND o.status = 'active'`)
  const row = rows[0]
  if (!row || !isOperatorRole(row.role)) return null
  if (row.is_stale) await catalogDb().operatorSession.updateMany({ where: { id: claims.sid }, data: { lastSeenAt: now() } })
  return {
    principal: {
      kind: 'operator',
      operatorId: claims.uid,
      sessionId: claims.sid,
      name: row.name,
      email: row.email,
      role: row.role,
      permissions: new Set(OPERATOR_ROLES[row.role]),
      locale: isLocale(row.locale) ? row.locale : null,
    },
    isVerified: row.is_verified && row.has_totp,
    hasTotp: row.has_totp,
  }
}

export async function startOperatorSession(tx: CatalogTx, operatorId: string, userAgent: string): Promise<SessionClaims> {
  const sid = newId()
  await tx.$executeRaw(sql`
    INSERT INTO operator_sessions (id, operator_id, expires_at, user_agent)
    VALUES (${sid}::uuid, ${operatorId}::uuid, now() + ${SESSION_SECONDS}::int * interval '1 second', ${userAgent.slice(0, 400)})`)
  return { tid: OPERATOR_SCOPE, uid: operatorId, sid }
}

/** Ends every session of an operator that still lives, or one of them. Returns how many ended. */
export async function endOperatorSessions(tx: CatalogTx, operatorId: string, why: string, sessionId?: string): Promise<number> {
  const { count } = await tx.operatorSession.updateMany({
    where: { operatorId, revokedAt: null, ...(sessionId && { id: sessionId }) },
    data: { revokedAt: now(), revokedWhy: why },
  })
  return count
}
