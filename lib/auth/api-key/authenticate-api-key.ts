import type { FlagValues, ResolvedTrial } from '@/lib/catalog'
import { now, sha256Hex } from '@/lib/core'
import { sql, type TenantDb, table } from '@/lib/db'
import { ALL_PERMISSIONS, permissionsDuring } from '../access/permissions'
import { isPluginPermission, openPlugins, withoutClosed } from '../access/plugin-permissions'
import type { ApiKeyPrincipal } from '../access/principal'
import { isAllowedFrom } from './allowed-addresses'
import { isStale, TENANT_KEY_PREFIX } from './key-parts'

type Found = { id: string; name: string; permissions: string[]; last_used_at: Date | null; addresses: string[] }

/**
 * Who a bearer key of this tenant is, or null: unknown, revoked, expired, another tenant's, or not taken from this address. Found by its
 * hash; 256 random bits need neither salt nor slow hash.
 */
export async function authenticateApiKey(
  db: TenantDb,
  key: string,
  { address = '', flags, trial }: { address?: string; flags?: FlagValues; trial?: ResolvedTrial | null } = {},
): Promise<ApiKeyPrincipal | null> {
  if (!key.startsWith(TENANT_KEY_PREFIX) || key.length > 100) return null
  const [found] = await db.$queryRaw<Found[]>(sql`
    SELECT k.id, k.name, k.permissions, k.last_used_at, k.addresses FROM ${table('api_keys')} k
     WHERE k.key_hash = ${sha256Hex(key)} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now()}::timestamptz)`)
  if (!found || !isAllowedFrom(found.addresses, address)) return null
  if (isStale(found.last_used_at)) await db.apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now() } })
  const held = new Set(found.permissions)
  const mayUsePlugins = found.permissions.some((permission) => isPluginPermission(permission) || permission === 'roles:manage')
  const installed = mayUsePlugins ? await db.pluginInstallation.findMany({ where: { isOn: true }, select: { pluginId: true } }) : []
  const plugins = openPlugins(
    flags,
    installed.map(({ pluginId }) => pluginId),
  )
  return {
    kind: 'api-key',
    tenantId: db.context.tenantId,
    keyId: found.id,
    name: found.name,
    permissions: permissionsDuring(
      trial,
      withoutClosed(
        ALL_PERMISSIONS.filter((permission) => held.has(permission)),
        plugins,
      ),
    ),
    plugins,
  }
}
