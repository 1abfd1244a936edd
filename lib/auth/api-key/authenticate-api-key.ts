import { now, sha256Hex } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { PERMISSIONS } from '../access/permissions'
import type { ApiKeyPrincipal } from '../access/principal'
import { isStale, TENANT_KEY_PREFIX } from './key-parts'

/**
 * Who a bearer key of this tenant is, or null: unknown, revoked, expired, another tenant's. Found by its hash; 256 random bits need
 * neither salt nor slow hash.
 */
export async function authenticateApiKey(db: TenantDb, key: string): Promise<ApiKeyPrincipal | null> {
  if (!key.startsWith(TENANT_KEY_PREFIX) || key.length > 100) return null
  const found = await db.apiKey.findFirst({
    where: { keyHash: sha256Hex(key), revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] },
    select: { id: true, name: true, permissions: true, lastUsedAt: true },
  })
  if (!found) return null
  if (isStale(found.lastUsedAt)) await db.apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now() } })
  const held = new Set(found.permissions)
  return {
    kind: 'api-key',
    tenantId: db.context.tenantId,
    keyId: found.id,
    name: found.name,
    permissions: new Set(PERMISSIONS.filter((permission) => held.has(permission))),
  }
}
