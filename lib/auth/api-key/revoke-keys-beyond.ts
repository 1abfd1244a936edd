import { now } from '@/lib/core'
import type { TenantTx } from '@/lib/db'

/** Ends the keys that these members made and that may more than they now do themselves. Returns how many. */
export async function revokeKeysBeyond(tx: TenantTx, userIds: readonly string[], permissions: Iterable<string>): Promise<number> {
  if (userIds.length === 0) return 0
  const held = new Set(permissions)
  const keys = await tx.apiKey.findMany({
    where: { createdBy: { in: [...userIds] }, revokedAt: null },
    select: { id: true, permissions: true },
  })
  const beyond = keys.filter((key) => key.permissions.some((permission) => !held.has(permission))).map(({ id }) => id)
  if (beyond.length > 0) await tx.apiKey.updateMany({ where: { id: { in: beyond } }, data: { revokedAt: now() } })
  return beyond.length
}
