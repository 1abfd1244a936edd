import { isLocale, now, sha256Hex } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { isOperatorRole, OPERATOR_ROLES } from '../access/permissions'
import type { OperatorPrincipal } from '../access/principal'
import { isStale, OPERATOR_KEY_PREFIX } from '../api-key/key-parts'

/** The operator whose key it is, with today's role, or null: unknown, revoked, expired, operator disabled. */
export async function authenticateOperatorApiKey(key: string): Promise<OperatorPrincipal | null> {
  if (!key.startsWith(OPERATOR_KEY_PREFIX) || key.length > 100) return null
  const found = await catalogDb().operatorApiKey.findFirst({
    where: {
      keyHash: sha256Hex(key),
      revokedAt: null,
      operator: { status: 'active' },
      OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }],
    },
    include: { operator: { select: { id: true, name: true, email: true, role: true, locale: true } } },
  })
  if (!found || !isOperatorRole(found.operator.role)) return null
  if (isStale(found.lastUsedAt)) await catalogDb().operatorApiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now() } })
  const { id, name, email, role, locale } = found.operator
  return {
    kind: 'operator',
    operatorId: id,
    sessionId: null,
    name,
    email,
    role,
    permissions: new Set(OPERATOR_ROLES[role]),
    locale: isLocale(locale) ? locale : null,
  }
}
