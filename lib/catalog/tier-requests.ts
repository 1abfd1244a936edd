import { type CatalogTx, catalogDb } from '@/lib/db'

export type TierRequest = {
  id: string
  tenantId: string
  slug: string
  name: string
  fromTier: string
  tier: string
  tierName: string
  note: string
  createdAt: Date
}
export type TierRequestOutcome = 'changed' | 'dismissed' | 'withdrawn'

const include = { tenant: { select: { slug: true, name: true, tierKey: true } }, tier: { select: { name: true } } } as const
type Row = {
  id: string
  tenantId: string
  tierKey: string
  note: string
  createdAt: Date
  tenant: { slug: string; name: string; tierKey: string }
  tier: { name: string }
}
const viewOf = ({ id, tenantId, tierKey, note, createdAt, tenant, tier }: Row): TierRequest => ({
  ...{ id, tenantId, note, createdAt },
  slug: tenant.slug,
  name: tenant.name,
  fromTier: tenant.tierKey,
  tier: tierKey,
  tierName: tier.name,
})

/** What this tenant asks for and nobody has answered yet. */
export async function findTierRequest(tenantId: string): Promise<TierRequest | null> {
  const row = await catalogDb().tierRequest.findFirst({ where: { tenantId, closedAt: null }, include })
  return row && viewOf(row)
}

/** All open ones, the oldest first. */
export async function listTierRequests({ cursor, limit = 50 }: { cursor?: string; limit?: number } = {}) {
  const rows = await catalogDb().tierRequest.findMany({
    where: { closedAt: null, ...(cursor && { id: { gt: cursor } }) },
    orderBy: { id: 'asc' },
    take: limit + 1,
    include,
  })
  const page = rows.slice(0, limit)
  return { requests: page.map(viewOf), nextCursor: rows.length > limit ? page.at(-1)!.id : null }
}

/** A second wish takes the first one's place. */
export async function storeTierRequest(tx: CatalogTx, tenantId: string, wish: { tier: string; note: string }): Promise<void> {
  await closeTierRequest(tx, tenantId, 'withdrawn')
  await tx.tierRequest.create({ data: { tenantId, tierKey: wish.tier, note: wish.note } })
}

/** False when there is none. */
export async function closeTierRequest(tx: CatalogTx, tenantId: string, outcome: TierRequestOutcome): Promise<boolean> {
  const { count } = await tx.tierRequest.updateMany({ where: { tenantId, closedAt: null }, data: { closedAt: new Date(), outcome } })
  return count > 0
}
