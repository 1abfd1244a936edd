import type { TenantDb } from '@/lib/db'

export type ApiKeyView = {
  id: string
  name: string
  /** The first characters, to tell keys apart; they open nothing. */
  prefix: string
  permissions: string[]
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  /** Where it is taken from; none: everywhere. */
  addresses: string[]
}
/** Keys that are not revoked, the newest first. */
export async function listApiKeys(db: TenantDb): Promise<ApiKeyView[]> {
  return db.apiKey.findMany({
    where: { revokedAt: null },
    orderBy: { id: 'desc' },
    take: 200,
    select: { id: true, name: true, prefix: true, permissions: true, createdAt: true, expiresAt: true, lastUsedAt: true, addresses: true },
  })
}
