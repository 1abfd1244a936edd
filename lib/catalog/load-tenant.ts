import { type ConnectionShare, catalogDb, type Tls } from '@/lib/db'
import { evaluateFlags, type FlagRule } from './evaluate-flags'
import type {
  BrandImages,
  Pattern,
  ResolvedTenant,
  ResolvedTrial,
  StoredTheme,
  TenantStatus,
  TierLimits,
  TrialStage,
} from './resolved-tenant'
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
  overrides: Partial<TierLimits> | null
  features: string[]
  pool: string
  pool_percent: number
  floor: number
  ceiling: number
  reserve: number | null
  trial_ends_on: string | null
  trial_stage: TrialStage | null
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
           l.overrides, l.reserve, c.key AS pool, c.percent AS pool_percent, c.floor, c.ceiling, i.ends_on::text AS trial_ends_on, i.stage AS trial_stage,
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
      LEFT JOIN tenant_limits l ON l.tenant_id = t.id
      JOIN resource_pools c ON c.key = coalesce(l.pool_key, 'shared')
      LEFT JOIN trials i ON i.tenant_id = t.id
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
  const limits = shared.get({ ...row.limits, ...row.overrides })
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    formerSlugs: row.former_slugs ?? NONE,
    domains: row.domains ?? NONE,
    primaryDomain: row.primary_domain,
    status: row.status,
    tierKey: row.tier_key,
    limits,
    share: shared.get(shareOf(row, limits)),
    trial: trialOf(row),
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

/** Who has a database of its own shares its connections with nobody, and only what its tier allows at once bounds it. */
function shareOf({ app_role, pool, pool_percent, floor, ceiling, reserve }: Row, { concurrentQueries }: TierLimits): ConnectionShare {
  const isAlone = app_role !== null
  return {
    pool,
    poolPercent: pool_percent,
    floor,
    ceiling: isAlone ? concurrentQueries : Math.max(ceiling, reserve ?? 0),
    reserve: reserve ?? 0,
    concurrentMax: concurrentQueries,
  }
}

const trialOf = ({ trial_ends_on, trial_stage }: Row): ResolvedTrial | null =>
  trial_ends_on === null || trial_stage === null ? null : { endsOn: trial_ends_on, stage: trial_stage }
