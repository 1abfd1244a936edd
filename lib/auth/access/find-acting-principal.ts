import { type Actor, now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { PERMISSIONS, permissionsOfRole } from './permissions'
import type { ApiKeyPrincipal, MemberPrincipal } from './principal'

/**
 * Whoever asked for work that is done later, as their next request would be: with the rights of today. null where they may come no
 * more: the account is disabled, the key revoked or expired.
 */
export async function findActingPrincipal(db: TenantDb, actor: Actor): Promise<MemberPrincipal | ApiKeyPrincipal | null> {
  const { tenantId } = db.context
  if (actor.kind === 'member') {
    const user = await db.user.findFirst({
      where: { id: actor.id, status: 'active' },
      select: { name: true, email: true, employeeId: true, role: { select: { key: true, isBuiltin: true, permissions: true } } },
    })
    if (!user) return null
    const { role, ...facts } = user
    return {
      ...facts,
      kind: 'member',
      tenantId,
      userId: actor.id,
      sessionId: '',
      roleKey: role.key,
      permissions: permissionsOfRole(role),
      locale: null,
    }
  }
  if (actor.kind !== 'api-key') return null
  const key = await db.apiKey.findFirst({
    where: { id: actor.id, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] },
    select: { name: true, permissions: true },
  })
  const permissions = new Set(PERMISSIONS.filter((permission) => key?.permissions.includes(permission)))
  return key && { kind: 'api-key', tenantId, keyId: actor.id, name: key.name, permissions }
}
