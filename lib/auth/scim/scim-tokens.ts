import { AppError, newId, newToken, now, sha256Hex } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { isStale } from '../api-key/key-parts'
import { tooMany } from '../throttle/admit-attempt'
import { memberThrottles } from '../throttle/database-throttles'
import { throttleKey } from '../throttle/throttle-key'
import { RULES } from '../throttle/throttle-rules'

const PREFIX = 'rhs_'
const TOKENS_MAX = 10

export type ScimTokenView = { id: string; name: string; prefix: string; createdAt: Date; lastUsedAt: Date | null }
/** The directory, as the audit trail knows it. */
export type ScimCaller = { tokenId: string; requestId?: string | null }

export async function listScimTokens(db: TenantDb): Promise<ScimTokenView[]> {
  return db.scimToken.findMany({
    where: { revokedAt: null },
    orderBy: { id: 'desc' },
    take: TOKENS_MAX,
    select: { id: true, name: true, prefix: true, createdAt: true, lastUsedAt: true },
  })
}

/** The token itself is in the answer once, and nowhere else. */
export async function createScimToken(
  db: TenantDb,
  actor: Principal,
  { name, requestId }: { name: string; requestId?: string | null },
): Promise<{ id: string; token: string }> {
  requirePermission(actor, 'sign-in:manage')
  const token = `${PREFIX}${newToken()}`
  const id = newId()
  await db.$transaction(async (tx) => {
    if ((await tx.scimToken.count({ where: { revokedAt: null } })) >= TOKENS_MAX)
      throw new AppError('conflict', {
        message: `There are ${TOKENS_MAX} tokens already. Revoke one first.`,
        key: 'auth.errors.tooManyTokens',
        values: { count: TOKENS_MAX },
      })
    await tx.scimToken.create({ data: { id, name, prefix: token.slice(0, 10), tokenHash: sha256Hex(token), createdBy: actorOf(actor).id } })
    await recordAudit(tx, { actor: actorOf(actor), action: 'scim.token_created', subject: { kind: 'scim-token', id }, requestId })
  })
  return { id, token }
}

export async function revokeScimToken(
  db: TenantDb,
  actor: Principal,
  { id, requestId }: { id: string; requestId?: string | null },
): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  await db.$transaction(async (tx) => {
    const { count } = await tx.scimToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } })
    if (count === 0) throw new AppError('not_found', { message: 'There is no such token.', key: 'auth.errors.noSuchToken' })
    await recordAudit(tx, { actor: actorOf(actor), action: 'scim.token_revoked', subject: { kind: 'scim-token', id }, requestId })
  })
}

/** Throws `unauthenticated` for a token that is unknown, revoked or another tenant's, and `rate_limited` for whoever guesses. */
export async function authenticateScim(db: TenantDb, header: string | null, address: string): Promise<{ tokenId: string }> {
  const token = /^Bearer +(\S{1,200})$/i.exec(header ?? '')?.[1] ?? ''
  const found = token.startsWith(PREFIX)
    ? await db.scimToken.findFirst({ where: { tokenHash: sha256Hex(token), revokedAt: null }, select: { id: true, lastUsedAt: true } })
    : null
  if (found) {
    if (isStale(found.lastUsedAt)) await db.scimToken.updateMany({ where: { id: found.id }, data: { lastUsedAt: now() } })
    return { tokenId: found.id }
  }
  const throttles = memberThrottles(db)
  const waitSeconds = await throttles.charge(throttleKey(throttles.scope, 'scim', address), RULES.scimAddress)
  if (waitSeconds > 0) throw tooMany(waitSeconds)
  throw new AppError('unauthenticated', { message: 'Send the token of this directory: Authorization: Bearer <token>.' })
}
