import { AppError, isUuid } from '@/lib/core'
import { type CatalogPrisma, catalogDb } from '@/lib/db'
import type { Pattern, StoredTheme, TenantStatus } from './resolved-tenant'

export type TenantSummary = {
  id: string
  slug: string
  name: string
  status: TenantStatus
  tierKey: string
  region: string
  country: string
  /** As the tenant's last import or job reported it; null before the first. */
  peopleCount: number | null
  pattern: Pattern | null
  server: string | null
  /** The company's mark and its colours, for a list; null before the brand is set. */
  mark: { name: string; solid: string; onsolid: string } | null
  createdAt: Date
}

/** Newest first, by name, or the largest first. */
export const TENANT_SORTS = ['newest', 'name', 'people'] as const
export type TenantSort = (typeof TENANT_SORTS)[number]

export type TenantQuery = {
  /** Part of the name or of the slug. */
  search?: string
  status?: TenantStatus
  tier?: string
  pattern?: Pattern
  /** By its name. */
  server?: string
  sort?: TenantSort
  cursor?: string
  limit?: number
}

export type TenantPage = { tenants: TenantSummary[]; nextCursor: string | null; total: number }

/** The cursor is the last row's place in the order that is asked for, so that a tenant made meanwhile moves nothing. */
export async function listTenants(query: TenantQuery = {}): Promise<TenantPage> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200)
  const where = filters(query)
  const order = ORDERS[query.sort ?? 'newest']
  const after = query.cursor === undefined ? {} : afterCursor(order, query.cursor)
  const db = catalogDb()
  const [rows, total] = await Promise.all([
    db.tenant.findMany({
      where: { AND: [where, after] },
      orderBy: order.by,
      take: limit + 1,
      include: {
        placement: { select: { pattern: true, database: { select: { server: { select: { name: true } } } } } },
        brandings: { orderBy: { version: 'desc' }, take: 1, select: { mark: true, theme: true } },
      },
    }),
    db.tenant.count({ where }),
  ])
  const tenants = rows.slice(0, limit).map(
    (row): TenantSummary => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      status: row.status as TenantStatus,
      tierKey: row.tierKey,
      region: row.region,
      country: row.country,
      peopleCount: row.peopleCount,
      pattern: (row.placement?.pattern as Pattern | undefined) ?? null,
      server: row.placement?.database.server.name ?? null,
      mark: toMark(row.brandings[0]),
      createdAt: row.createdAt,
    }),
  )
  const last = tenants.at(-1)
  return { tenants, total, nextCursor: rows.length > limit && last ? `${order.place(last)}.${last.id}` : null }
}

function filters({ search, status, tier, pattern, server }: TenantQuery): CatalogPrisma.TenantWhereInput {
  const text = search?.trim().replace(/[\\%_]/g, '\\$&') // Prisma passes LIKE's special characters on
  return {
    ...(status && { status }),
    ...(tier && { tierKey: tier }),
    ...((pattern || server) && {
      placement: { ...(pattern && { pattern }), ...(server && { database: { server: { name: server } } }) },
    }),
    ...(text && { OR: [{ slug: { contains: text.toLowerCase() } }, { name: { contains: text, mode: 'insensitive' } }] }),
  }
}

type Order = {
  by: CatalogPrisma.TenantOrderByWithRelationInput[]
  /** The sorted value of a row as it stands in a cursor, without a dot. */
  place: (row: TenantSummary) => string
  /** Rows behind such a place; null for a text that is none. */
  after: (place: string, id: string) => CatalogPrisma.TenantWhereInput | null
}

const ORDERS: Record<TenantSort, Order> = {
  newest: {
    by: [{ createdAt: 'desc' }, { id: 'desc' }],
    place: ({ createdAt }) => createdAt.getTime().toString(36),
    after(place, id) {
      const createdAt = new Date(Number.parseInt(place, 36))
      return Number.isNaN(createdAt.getTime()) ? null : { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
    },
  },
  name: {
    by: [{ name: 'asc' }, { id: 'asc' }],
    place: ({ name }) => Buffer.from(name).toString('base64url'),
    after(place, id) {
      const name = Buffer.from(place, 'base64url').toString()
      return name.includes('\0') ? null : { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] }
    },
  },
  people: {
    by: [{ peopleCount: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
    place: ({ peopleCount }) => (peopleCount === null ? 'none' : String(peopleCount)),
    after(place, id) {
      if (place === 'none') return { peopleCount: null, id: { lt: id } }
      const peopleCount = Number(place)
      if (!Number.isInteger(peopleCount)) return null
      return { OR: [{ peopleCount: { lt: peopleCount } }, { peopleCount: null }, { peopleCount, id: { lt: id } }] }
    },
  },
}

function afterCursor(order: Order, cursor: string): CatalogPrisma.TenantWhereInput {
  const [place = '', id] = cursor.split('.')
  const after = isUuid(id) ? order.after(place, id) : null
  if (after) return after
  throw new AppError('invalid_input', {
    message: 'This page of the list no longer exists. Start again from the first.',
    fields: { cursor: 'unknown' },
  })
}

function toMark(branding: { mark: string; theme: unknown } | undefined): TenantSummary['mark'] {
  const light = (branding?.theme as StoredTheme | undefined)?.light
  return branding && light?.solid && light.onsolid ? { name: branding.mark, solid: light.solid, onsolid: light.onsolid } : null
}
