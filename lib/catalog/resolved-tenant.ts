import type { ConnectionShare, TenantLocation } from '@/lib/db'
import type { FlagValues } from './flags'

export const TENANT_STATUSES = ['provisioning', 'active', 'stopped', 'failed', 'deleting'] as const
export type TenantStatus = (typeof TENANT_STATUSES)[number]
export const PATTERNS = ['row', 'schema', 'database', 'instance'] as const
export type Pattern = (typeof PATTERNS)[number]

/** What a day's job has done of the end of a trial; see lib/lifecycle/trial. */
export const TRIAL_STAGES = ['running', 'reminded', 'read-only', 'stopped', 'removing'] as const
export type TrialStage = (typeof TRIAL_STAGES)[number]
/** `endsOn` is a plain date of the tenant. */
export type ResolvedTrial = { endsOn: string; stage: TrialStage }

export type TierLimits = {
  /** Fields of the tenant's own, of people and departments together. */
  customFieldsMax: number
  rowsMax: number
  storageBytesMax: number
  requestsPerSecond: number
  concurrentQueries: number
  statementTimeoutSeconds: number
}

/** Colours by token name, computed once from the brand colour; the grammar is lib/portal's. */
export type StoredTheme = { light: Readonly<Record<string, string>>; dark: Readonly<Record<string, string>> }

/** Place of a picture -> its id. Only lib/catalog/brand-images has its bytes. */
export type BrandImages = Readonly<Partial<Record<'logo' | 'logoDark' | 'icon' | 'iconDark' | 'picture', string | null>>>

export type ResolvedBranding = {
  version: number
  productName: string
  brandColour: string
  radius: number
  font: string
  /** A bundled glyph, or 'initial'; a logo takes its place. */
  mark: string
  images: BrandImages
  signInText: Readonly<Record<string, string>>
  /** The name that e-mails come from; empty: the product's. */
  mailSender: string
  mailFooter: Readonly<Record<string, string>>
  theme: StoredTheme
}

export type ResolvedPlacement = TenantLocation & { pattern: Pattern; epoch: number; deployment: string | null }

/**
 * All that a request needs to know about its tenant, from one catalog query, cached in every process and never changed in place.
 * Parts that tenants share (limits, features, flags, themes) are one object for all of them: a tenant costs about 2 KB.
 */
export type ResolvedTenant = {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** Addresses that it had before and that still lead here. */
  readonly formerSlugs: readonly string[]
  /** Names of its own that it holds, the primary one first. */
  readonly domains: readonly string[]
  /** The one that pages and mails use: chosen by the tenant, held, and leading to us. Null: the slug's address. */
  readonly primaryDomain: string | null
  readonly status: TenantStatus
  readonly tierKey: string
  /** The tier's, with what this tenant has instead. */
  readonly limits: Readonly<TierLimits>
  /** Its due of each process's connections: its resource pool's, its own reserve, its limit. */
  readonly share: ConnectionShare
  /** Null for a customer. */
  readonly trial: ResolvedTrial | null
  readonly features: readonly string[]
  readonly region: string
  readonly locale: string
  readonly timeZone: string
  readonly country: string
  readonly currency: string
  readonly sessionsNotBefore: Date
  readonly stoppedAt: Date | null
  readonly version: number
  readonly branding: Readonly<ResolvedBranding>
  readonly flags: FlagValues
  readonly placement: Readonly<ResolvedPlacement>
}
