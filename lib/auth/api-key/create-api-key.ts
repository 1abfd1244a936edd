import { newId, newToken, sha256Hex } from '@/lib/core'
import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { Permission } from '../access/permissions'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { checkAddresses } from './allowed-addresses'
import { TENANT_KEY_PREFIX } from './key-parts'

type Input = {
  name: string
  permissions: readonly Permission[]
  expiresAt?: Date | null
  addresses?: readonly string[]
  requestId?: string | null
}

/** Makes a key that may some of what its maker may. The key itself is in the answer once, and nowhere else. */
export async function createApiKey(db: TenantDb, actor: Principal, input: Input): Promise<{ id: string; key: string }> {
  requirePermission(actor, 'api-keys:manage')
  for (const permission of input.permissions) requirePermission(actor, permission)
  const addresses = checkAddresses(input.addresses ?? [])
  const key = `${TENANT_KEY_PREFIX}${newToken()}`
  const id = newId()
  await db.$transaction(async (tx) => {
    await tx.apiKey.create({
      data: {
        id,
        name: input.name,
        prefix: key.slice(0, 9),
        keyHash: sha256Hex(key),
        permissions: [...new Set(input.permissions)],
        addresses,
        createdBy: actorOf(actor).id,
        expiresAt: input.expiresAt ?? null,
      },
    })
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: 'api_key.created',
      subject: { kind: 'api-key', id },
      detail: { permissions: [...input.permissions], addresses },
      requestId: input.requestId,
    })
  })
  return { id, key }
}
