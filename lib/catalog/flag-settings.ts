import { AppError } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { evaluateFlag, type FlagRule, type FlagVerdict } from './evaluate-flags'
import { FLAG_KEYS, FLAGS, type FlagDeclaration, type FlagKey, isFlagKey } from './flags'

export type FlagExplanation = FlagVerdict & {
  key: FlagKey
  default: unknown
  owner: string
  label: string
  tierFeature: string | null
  tenantValue: unknown
  globalRule: FlagRule | null
}

/** Every flag of a tenant with what each rule says and which one won, fresh from the catalog. */
export async function explainFlags(tenantId: string): Promise<FlagExplanation[]> {
  const db = catalogDb()
  const [tenant, values, rules] = await Promise.all([
    db.tenant.findUnique({ where: { id: tenantId }, select: { tier: { select: { features: true } } } }),
    db.flagValue.findMany({ where: { tenantId } }),
    db.flagRule.findMany(),
  ])
  if (!tenant) throw new AppError('not_found', { message: 'There is no such tenant.' })
  const facts = {
    tenantId,
    tierFeatures: tenant.tier.features,
    values: Object.fromEntries(values.map((row) => [row.key, row.value])),
    rules: Object.fromEntries(rules.map((row) => [row.key, { isKilled: row.isKilled, rolloutPercent: row.rolloutPercent }])),
  }
  return FLAG_KEYS.map((key) => {
    const flag: FlagDeclaration = FLAGS[key]
    return {
      key,
      ...evaluateFlag(key, facts),
      default: flag.default,
      owner: flag.owner,
      label: flag.label,
      tierFeature: flag.tierFeature ?? null,
      tenantValue: facts.values[key] ?? null,
      globalRule: facts.rules[key] ?? null,
    }
  })
}

export async function explainFlag(tenantId: string, key: string): Promise<FlagExplanation> {
  const known = assertFlagKey(key)
  return (await explainFlags(tenantId)).find((flag) => flag.key === known)!
}

/** Gives one tenant a value of its own, or takes it back with null. The caller's transaction also holds the audit row. */
export async function storeFlagValue(tx: CatalogTx, set: { tenantId: string; key: string; value: unknown; setBy: string }): Promise<void> {
  const key = assertFlagKey(set.key)
  const { tenantId, setBy } = set
  if (set.value === null) {
    await tx.flagValue.deleteMany({ where: { tenantId, key } })
    return
  }
  const parsed = (FLAGS[key] as FlagDeclaration).type.safeParse(set.value)
  if (!parsed.success) {
    throw new AppError('invalid_input', {
      message: `This is not a value of the flag ${key}.`,
      fields: { value: parsed.error.issues[0]!.message },
    })
  }
  const value = parsed.data as string | number | boolean
  await tx.flagValue.upsert({
    where: { tenantId_key: { tenantId, key } },
    create: { tenantId, key, value, setBy },
    update: { value, setBy },
  })
}

/** The kill switch and the roll-out of a flag, for all tenants at once. */
export async function storeFlagRule(tx: CatalogTx, set: { key: string; setBy: string } & Partial<FlagRule>): Promise<void> {
  const key = assertFlagKey(set.key)
  const { rolloutPercent: percent, isKilled, setBy } = set
  if (percent != null && !(Number.isInteger(percent) && percent >= 0 && percent <= 100)) {
    throw new AppError('invalid_input', { message: 'A roll-out is a whole number from 0 to 100.', fields: { rolloutPercent: 'range' } })
  }
  const change = { ...(isKilled !== undefined && { isKilled }), ...(percent !== undefined && { rolloutPercent: percent }), setBy }
  await tx.flagRule.upsert({ where: { key }, create: { key, ...change }, update: change })
}

function assertFlagKey(key: string): FlagKey {
  if (isFlagKey(key)) return key
  throw new AppError('not_found', { message: `There is no flag ${key.slice(0, 80)}.`, fields: { key: 'unknown' } })
}
