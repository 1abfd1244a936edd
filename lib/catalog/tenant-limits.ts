import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import type { TierLimits } from './resolved-tenant'

export type ResourcePool = { key: string; percent: number; floor: number; ceiling: number }
export type TenantLimits = {
  /** What holds: the tier's, with what the tenant has instead. */
  limits: TierLimits
  tierLimits: TierLimits
  overrides: Partial<TierLimits>
  pool: ResourcePool
  reserve: number
  deployment: string | null
}

/** Fresh from the catalog. Throws `not_found`. */
export async function getTenantLimits(tenantId: string): Promise<TenantLimits> {
  const row = await catalogDb().tenant.findUnique({
    where: { id: tenantId },
    select: {
      tier: { select: { limits: true } },
      ownLimits: { select: { overrides: true, reserve: true, poolKey: true } },
      placement: { select: { deployment: true } },
    },
  })
  if (!row) throw new AppError('not_found', { message: 'There is no such tenant.' })
  const tierLimits = row.tier.limits as TierLimits
  const overrides = (row.ownLimits?.overrides ?? {}) as Partial<TierLimits>
  return {
    limits: { ...tierLimits, ...overrides },
    tierLimits,
    overrides,
    pool: await getPool(row.ownLimits?.poolKey ?? 'shared'),
    reserve: row.ownLimits?.reserve ?? 0,
    deployment: row.placement?.deployment ?? null,
  }
}

export async function storeTenantLimits(
  tx: CatalogTx,
  tenantId: string,
  own: { overrides: Partial<TierLimits>; poolKey: string; reserve: number },
): Promise<void> {
  await tx.tenantLimits.upsert({ where: { tenantId }, create: { tenantId, ...own }, update: own })
}

export async function storeDeployment(tx: CatalogTx, tenantId: string, deployment: string | null): Promise<void> {
  const { count } = await tx.placement.updateMany({ where: { tenantId }, data: { deployment } })
  if (count === 0) throw new AppError('conflict', { message: 'This tenant has no place for its data yet.' })
}

export async function listPools(): Promise<(ResourcePool & { tenants: number })[]> {
  const rows = await catalogDb().resourcePool.findMany({ orderBy: { key: 'asc' }, include: { _count: { select: { tenants: true } } } })
  return rows.map(({ _count, updatedAt: _, ...pool }) => ({ ...pool, tenants: _count.tenants }))
}

/** Throws `invalid_input` on the field `pool`. */
export async function getPool(key: string): Promise<ResourcePool> {
  const row = await catalogDb().resourcePool.findUnique({
    where: { key },
    select: { key: true, percent: true, floor: true, ceiling: true },
  })
  if (!row) throw new AppError('invalid_input', { message: `There is no resource pool ${key}.`, fields: { pool: 'unknown' } })
  return row
}

export async function storePool(tx: CatalogTx, { key, ...pool }: ResourcePool): Promise<void> {
  await tx.resourcePool.upsert({ where: { key }, create: { key, ...pool }, update: pool })
}
