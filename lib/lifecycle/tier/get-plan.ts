import { type Principal, requirePermission } from '@/lib/auth'
import { findTierRequest, listTiers, type ResolvedTenant, type ResolvedTrial, type TierRequest } from '@/lib/catalog'
import { readMeter, type TenantDb } from '@/lib/db'

export interface PlanOfTenant {
  tier: string
  name: string
  /** Now: counted with every write. Null where nothing was written since the tenant came to live where it does. */
  records: { used: number | null; limit: number }
  storageBytes: { used: number | null; limit: number }
  requestsPerSecond: number
  concurrentQueries: number
  statementTimeoutSeconds: number
  features: string[]
  trial: ResolvedTrial | null
  request: TierRequest | null
  /** The other tiers, in their order. */
  tiers: { tier: string; name: string }[]
}

/** What a tenant has of its plan, for its own administrators. */
export async function getPlan(principal: Principal, tenant: ResolvedTenant, db: TenantDb): Promise<PlanOfTenant> {
  requirePermission(principal, 'settings:write')
  const [tiers, request, meter] = await Promise.all([listTiers(), findTierRequest(tenant.id), readMeter(db)])
  const { rowsMax, storageBytesMax, ...rest } = tenant.limits
  return {
    tier: tenant.tierKey,
    name: tiers.find(({ key }) => key === tenant.tierKey)?.name ?? tenant.tierKey,
    records: { used: meter?.rows ?? null, limit: rowsMax },
    storageBytes: { used: meter?.bytes ?? null, limit: storageBytesMax },
    ...rest,
    features: [...tenant.features],
    trial: tenant.trial,
    request,
    tiers: tiers.filter(({ key }) => key !== tenant.tierKey).map(({ key, name }) => ({ tier: key, name })),
  }
}
