import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import type { Pattern, TierLimits } from './resolved-tenant'

export type Tier = {
  key: string
  name: string
  allowedPatterns: Pattern[]
  defaultPattern: Pattern
  limits: TierLimits
  features: string[]
  /** How long who signs up may try it; null: as long as they like. */
  trialDays: number | null
}

export async function listTiers(): Promise<Tier[]> {
  const rows = await catalogDb().tier.findMany({ orderBy: { position: 'asc' } })
  return rows.map(({ position: _, ...row }) => row as unknown as Tier)
}

/** Throws `invalid_input` on the field `tier`: a tier comes from a form, a script or a flag of the command line. */
export async function getTier(key: string): Promise<Tier> {
  const row = await catalogDb().tier.findUnique({ where: { key } })
  if (!row) throw new AppError('invalid_input', { message: 'There is no such tier.', fields: { tier: 'unknown' } })
  return row as unknown as Tier
}

/** Where no server can be started for a tenant, tiers that would open one in the pattern instance give it a database of its own. */
export async function openWithoutOwnServers(): Promise<void> {
  await catalogDb().tier.updateMany({
    where: { defaultPattern: 'instance', allowedPatterns: { has: 'database' } },
    data: { defaultPattern: 'database' },
  })
}
