import { z } from 'zod'
import { PATTERNS, TENANT_STATUSES, type TenantDetail, type TenantSummary } from '@/lib/catalog'
import { Instant, instant, instantOrNull } from '../frame/paging'

export const TenantSummaryView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  status: z.enum(TENANT_STATUSES),
  tier: z.string(),
  region: z.string(),
  country: z.string(),
  peopleCount: z.number().int().nullable(),
  pattern: z.enum(PATTERNS).nullable(),
  createdAt: Instant,
})

export const TenantView = TenantSummaryView.extend({
  locale: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  stoppedAt: Instant.nullable(),
  stopReason: z.string().nullable(),
  version: z.number().int(),
  domains: z.array(z.object({ host: z.string(), isPrimary: z.boolean(), isVerified: z.boolean() })),
  branding: z.object({ version: z.number().int(), productName: z.string(), brandColour: z.string() }).nullable(),
  placement: z.object({ server: z.string(), database: z.string(), schema: z.string(), epoch: z.number().int() }).nullable(),
})

export const viewTenantSummary = ({ tierKey, createdAt, ...tenant }: TenantSummary): z.input<typeof TenantSummaryView> => ({
  ...tenant,
  tier: tierKey,
  createdAt: instant(createdAt),
})

export const viewTenant = ({ tierKey, createdAt, stoppedAt, ...tenant }: TenantDetail): z.input<typeof TenantView> => ({
  ...tenant,
  tier: tierKey,
  pattern: tenant.placement?.pattern ?? null,
  stoppedAt: instantOrNull(stoppedAt),
  createdAt: instant(createdAt),
})
