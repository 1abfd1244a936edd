import type { TenantLimitsProps } from '@/components/operator/tenant-limits'
import { wordOr } from '@/components/operator/words'
import { findTierRequest, findTrial, getTenantLimits, listPools, listWebProcesses } from '@/lib/catalog'
import type { TenantDesk } from '../tenant-desk'

/** What a tenant may use, as the form of its Usage tab shows it. */
export async function limitsOf({ t, tenant, moment, may }: TenantDesk): Promise<TenantLimitsProps> {
  const [limits, pools, trial, processes, request] = await Promise.all([
    getTenantLimits(tenant.id),
    listPools(),
    findTrial(tenant.id),
    listWebProcesses(),
    findTierRequest(tenant.id),
  ])
  const own = (key: keyof typeof limits.tierLimits) => String(limits.overrides[key] ?? '')
  return {
    slug: tenant.slug,
    name: tenant.name,
    tier: limits.tierLimits,
    own: {
      rowsMax: own('rowsMax'),
      storageBytesMax: own('storageBytesMax'),
      requestsPerSecond: own('requestsPerSecond'),
      concurrentQueries: own('concurrentQueries'),
      statementTimeoutSeconds: own('statementTimeoutSeconds'),
    },
    pool: limits.pool.key,
    pools: pools.map(({ key, floor, ceiling, percent }) => ({
      value: key,
      label: t('limits.poolChoice', { key, floor, ceiling, percent }),
    })),
    reserve: limits.reserve,
    deployment: limits.deployment ?? '',
    deployments: [...new Set(processes.map(({ deployment }) => deployment ?? t('limits.noDeployment')))],
    trialEndsOn: trial?.endsOn ?? '',
    request: request && {
      text: t('limits.asks', { tier: wordOr(t, `tiers.${request.tier}`, request.tierName), time: moment(request.createdAt).text }),
      note: request.note,
      href: `/tenants/${tenant.slug}/tier?tier=${request.tier}`,
    },
    isOff: !may('tenant:update'),
  }
}
