import { catalogDb, type Tls } from '@/lib/db'
import { evaluateFlags, type FlagRule } from './evaluate-flags'
import type { BrandImages, Pattern, ResolvedTenant, StoredTheme, TenantStatus, TierLimits } from './resolved-tenant'
import { SharedParts } from './shared-parts'

export type TenantKey = { by: 'id' | 'slug' | 'domain'; value: string }

type Row = {
  id: string
  slug: string
  name: string
  status: TenantStatus
  tier_key: string
  region: string
  locale: string
  time_zone: string
  country: string
  currency: string
  sessions_not_before: Date
  stopped_at: Date | null
  version: number
  limits: TierLimits
  features: string[]
  pattern: Pattern
  schema: string
  epoch: number
  deployment: string | null
  database_id: string
  database: string
  key_id: number
  host: string
  port: number
  is_pooled: boolean
  tls: Tls | null
  app_role: string | null
  app_secret: string | null
  branding_version: number
  product_name: string
  brand_colour: string
  radius: number
  font: string
  mark: string
  images: BrandImages | null
  mail_sender: string
  mail_footer: Record<string, string>
  sign_in_text: Record<string, string>
  theme: StoredTheme
  domains: string[] | null
  primary_domain: string | null
  former_slugs: string[] | null
  flag_values: Record<string, unknown> | null
  flag_rules: Record<string, FlagRule> | null
}

const shared = new SharedParts()
const NONE: readonly string[] = []
const NO_IMAGES: BrandImages = {}

/** One query, whatever the tenant is asked by. A tenant without a place or a face is still being made, and is not found. */
export async function loadTenant(key: TenantKey): Promise<ResolvedTenant | null> {
  const named = (by: TenantKey['by']) => (key.by === by ? key.value : null)
  const rows = await catalogDb().$queryRaw<Row[]>`
    SELECT t.id, t.slug, t.name, t.status, t.tier_key, t.region, t.locale, t.time_zone, t.country, t.currency,
           t.sessions_not_before, t.stopped_at, t.version, r.limits, r.features,
           p.pattern, p.schema, p.epoch, p.deployment, d.id AS database_id, d.name AS database, d.key_id,
           d.app_role, d.app_secret, s.host, s.port, s.is_pooled, s.tls,
           b.version AS branding_version, b.product_name, b.brand_colour, b.radius, b.font, b.mark,
           b.sign_in_text, b.mail_sender, b.mail_footer, b.theme,
           (SELECT jsonb_object_agg(i.slot, i.image_id) FROM branding_images i
             WHERE i.tenant_id = t.id AND i.version = b.version) AS images,
           (SELECT array_agg(o.host ORDER BY o.is_primary DESC, o.host) FROM domains o
             WHERE o.tenant_id = t.id AND o.verified_at IS NOT NULL) AS domains,
           (SELECT o.host FROM domains o WHERE o.tenant_id = t.id AND o.is_primary AND o.points_here) AS primary_domain,
           (SELECT array_agg(f.slug) FROM former_slugs f WHERE f.tenant_id = t.id AND f.redirects_until > now()) AS former_slugs,
           (SELECT jsonb_object_agg(v.key, v.value) FROM flag_values v WHERE v.tenant_id = t.id) AS flag_values,
           (SELECT jsonb_object_agg(f.key, jsonb_build_object('isKilled', f.is_killed, 'rolloutPercent', f.rollout_percent))
              FROM flag_rules f) AS flag_rules
      FROM tenants t
      JOIN tiers r ON r.key = t.tier_key
      JOIN placements p ON p.tenant_id = t.id
      JOIN databases d ON d.id = p.database_id
      JOIN servers s ON s.id = d.server_id
      JOIN LATERAL (SELECT * FROM brandings WHERE tenant_id = t.id ORDER BY version DESC LIMIT 1) b ON true
     WHERE t.id = coalesce(${named('id')}::uuid,
                          (SELECT id FROM tenants WHERE slug = ${named('slug')}),
                          (SELECT tenant_id FROM former_slugs WHERE slug = ${named('slug')} AND redirects_until > now()),
                          (SELECT tenant_id FROM domains WHERE host = ${named('domain')} AND verified_at IS NOT NULL))`
  return rows[0] ? toResolvedTenant(rows[0]) : null
}

function toResolvedTenant(row: Row): ResolvedTenant {
  const facts = { tenantId: row.id, tierFeatures: row.features, values: row.flag_values ?? {}, rules: row.flag_rules ?? {} }
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    formerSlugs: row.former_slugs ?? NONE,
    domains: row.domains ?? NONE,
    primaryDomain: row.primary_domain,
    status: row.status,
    tierKey: row.tier_key,
    limits: shared.get(row.limits),
    features: shared.get(row.features),
    region: row.region,
    locale: row.locale,
    timeZone: row.time_zone,
    country: row.country,
    currency: row.currency,
    sessionsNotBefore: row.sessions_not_before,
    stoppedAt: row.stopped_at,
    version: row.version,
    branding: {
      version: row.branding_version,
      productName: row.product_name,
      brandColour: row.brand_colour,
      radius: row.radius,
      font: row.font,
      mark: row.mark,
      images: row.images ? shared.get(row.images) : NO_IMAGES,
      signInText: shared.get(row.sign_in_text),
      mailSender: row.mail_sender,
      mailFooter: shared.get(row.mail_footer),
      theme: shared.get(row.theme),
    },
    flags: shared.get(evaluateFlags(facts)),
    placement: shared.get({
      databaseId: row.database_id,
      database: row.database,
      host: row.host,
      port: row.port,
      schema: row.schema,
      keyId: row.key_id,
      isPooled: row.is_pooled,
      tls: row.tls,
      appRole: row.app_role,
      appSecret: row.app_secret,
      pattern: row.pattern,
      epoch: row.epoch,
      deployment: row.deployment,
    }),
  }
}
