import { AppError, isUuid } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import type { Pattern, StoredTheme, TenantStatus } from './resolved-tenant'

export type TenantDetail = {
  id: string
  slug: string
  name: string
  status: TenantStatus
  tierKey: string
  tierName: string
  region: string
  locale: string
  timeZone: string
  country: string
  currency: string
  peopleCount: number | null
  stoppedAt: Date | null
  stopReason: string | null
  sessionsNotBefore: Date
  createdAt: Date
  version: number
  domains: { host: string; isPrimary: boolean; isVerified: boolean }[]
  branding: {
    version: number
    productName: string
    brandColour: string
    mark: string
    colours: { solid: string; onsolid: string } | null
  } | null
  placement: {
    pattern: Pattern
    server: string
    region: string
    database: string
    schema: string
    epoch: number
    /** When it came to live there. */
    since: Date
    /** Tenants in the same database, this one included. */
    tenantCount: number
  } | null
}

/** For the back office: fresh from the catalog, by id or slug. Throws `not_found`. */
export async function getTenant(idOrSlug: string): Promise<TenantDetail> {
  const row = await catalogDb().tenant.findUnique({
    where: isUuid(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug },
    include: {
      tier: { select: { name: true } },
      domains: { orderBy: [{ isPrimary: 'desc' }, { host: 'asc' }] },
      brandings: {
        orderBy: { version: 'desc' },
        take: 1,
        select: { version: true, productName: true, brandColour: true, mark: true, theme: true },
      },
      placement: { include: { database: { include: { server: true, _count: { select: { placements: true } } } } } },
    },
  })
  if (!row) throw new AppError('not_found', { message: 'There is no such tenant.' })
  const { tier, domains, brandings, placement, updatedAt: _, ...fields } = row
  return {
    ...fields,
    status: row.status as TenantStatus,
    tierName: tier.name,
    domains: domains.map(({ host, isPrimary, verifiedAt }) => ({ host, isPrimary, isVerified: verifiedAt !== null })),
    branding: brandings[0] ? withColours(brandings[0]) : null,
    placement: placement && {
      pattern: placement.pattern as Pattern,
      server: placement.database.server.name,
      region: placement.database.server.region,
      database: placement.database.name,
      schema: placement.schema,
      epoch: placement.epoch,
      since: placement.updatedAt,
      tenantCount: placement.database._count.placements,
    },
  }
}

function withColours<B extends { theme: unknown }>({ theme, ...branding }: B) {
  const light = (theme as StoredTheme | undefined)?.light
  return { ...branding, colours: light?.solid && light.onsolid ? { solid: light.solid, onsolid: light.onsolid } : null }
}
