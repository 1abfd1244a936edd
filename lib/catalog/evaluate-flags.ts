import { createHash } from 'node:crypto'
import { FLAG_KEYS, FLAGS, type FlagDeclaration, type FlagKey, type FlagValues } from './flags'

/** What decided, in the order in which they are asked. */
export const FLAG_RULES = ['kill', 'tenant', 'rollout', 'tier', 'default'] as const
export type FlagRuleName = (typeof FLAG_RULES)[number]
export type FlagRule = { isKilled: boolean; rolloutPercent: number | null }
export type FlagFacts = {
  tenantId: string
  tierFeatures: readonly string[]
  /** Values set for this tenant alone. */
  values: Readonly<Record<string, unknown>>
  /** Rules for all tenants. */
  rules: Readonly<Record<string, FlagRule>>
}
export type FlagVerdict = { value: unknown; rule: FlagRuleName; bucket: number }

/** 0 to 99, the same for a tenant and a flag for ever: raising a roll-out only ever adds tenants, and flags do not move together. */
export function rolloutBucket(key: string, tenantId: string): number {
  return createHash('sha256').update(`${key}:${tenantId}`).digest().readUInt32BE(0) % 100
}

/** Kill switch, tenant, roll-out, tier, default: the first that has a say wins. A stored value of a wrong type has none. */
export function evaluateFlag(key: FlagKey, facts: FlagFacts): FlagVerdict {
  const flag: FlagDeclaration = FLAGS[key]
  const rule = facts.rules[key]
  const bucket = rolloutBucket(key, facts.tenantId)
  if (rule?.isKilled) return { value: flag.off, rule: 'kill', bucket }
  const own = Object.hasOwn(facts.values, key) ? flag.type.safeParse(facts.values[key]) : undefined
  if (own?.success) return { value: own.data, rule: 'tenant', bucket }
  if (rule?.rolloutPercent != null && bucket < rule.rolloutPercent) return { value: flag.on, rule: 'rollout', bucket }
  if (flag.tierFeature && facts.tierFeatures.includes(flag.tierFeature)) return { value: flag.on, rule: 'tier', bucket }
  return { value: flag.default, rule: 'default', bucket }
}

export function evaluateFlags(facts: FlagFacts): FlagValues {
  return Object.fromEntries(FLAG_KEYS.map((key) => [key, evaluateFlag(key, facts).value])) as FlagValues
}
