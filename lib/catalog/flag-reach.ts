import { catalogDb } from '@/lib/db'
import { evaluateFlag, type FlagFacts, type FlagRule, type FlagRuleName } from './evaluate-flags'
import { FLAG_KEYS, FLAGS, type FlagDeclaration, type FlagKey } from './flags'

export type FlagReach = {
  key: FlagKey
  label: string
  owner: string
  default: unknown
  tierFeature: string | null
  rule: FlagRule
  /** Served tenants by the rule that decides for them. */
  byRule: Record<FlagRuleName, number>
  /** Of them, those that have what the roll-out gives. */
  on: number
  tenants: number
}

/** Every flag over all served tenants: what its rules say, and whom they reach. Evaluated as a request would. */
export async function listFlagReach(): Promise<FlagReach[]> {
  const db = catalogDb()
  const [tenants, values, stored] = await Promise.all([
    db.tenant.findMany({ where: { status: 'active' }, select: { id: true, tier: { select: { features: true } } } }),
    db.flagValue.findMany({ select: { tenantId: true, key: true, value: true } }),
    db.flagRule.findMany(),
  ])
  const own = new Map<string, Record<string, unknown>>()
  for (const { tenantId, key, value } of values) own.set(tenantId, { ...own.get(tenantId), [key]: value })
  const rules = Object.fromEntries(stored.map(({ key, isKilled, rolloutPercent }) => [key, { isKilled, rolloutPercent }]))
  const facts = tenants.map(({ id, tier }): FlagFacts => ({ tenantId: id, tierFeatures: tier.features, values: own.get(id) ?? {}, rules }))
  return FLAG_KEYS.map((key) => {
    const flag: FlagDeclaration = FLAGS[key]
    const byRule: FlagReach['byRule'] = { kill: 0, tenant: 0, rollout: 0, tier: 0, default: 0 }
    let on = 0
    for (const tenant of facts) {
      const { rule, value } = evaluateFlag(key, tenant)
      byRule[rule]++
      if (value === flag.on) on++
    }
    return {
      key,
      label: flag.label,
      owner: flag.owner,
      default: flag.default,
      tierFeature: flag.tierFeature ?? null,
      rule: rules[key] ?? { isKilled: false, rolloutPercent: null },
      byRule,
      on,
      tenants: tenants.length,
    }
  })
}
