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

export type TenantQuery = {
  /** Part of the name or of the slug. */
  search?: string
  status?: TenantStatus
  tier?: string
  cursor?: string
  limit?: number
}

export type TenantPage = { tenants: TenantSummary[]; nextCursor: string | null; total: number }

/** Newest first. The cursor is the last row's place in that order, so that a tenant made meanwhile moves nothing. */
export async function listTenants(query: TenantQuery = {}): Promise<TenantPage> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200)
  const where = filters(query)
  const after = query.cursor === undefined ? {} : afterCursor(query.cursor)
  const db = catalogDb()
  const [rows, total] = await Promise.all([
    db.tenant.findMany({
      where: { AND: [where, after] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
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
  return { tenants, total, nextCursor: rows.length > limit && last ? `${last.createdAt.getTime().toString(36)}.${last.id}` : null }
}

function filters({ search, status, tier }: TenantQuery): CatalogPrisma.TenantWhereInput {
  const text = search?.trim().replace(/[\\%_]/g, '\\$&') // Prisma passes LIKE's special characters on
  return {
    ...(status && { status }),
    ...(tier && { tierKey: tier }),
    ...(text && { OR: [{ slug: { contains: text.toLowerCase() } }, { name: { contains: text, mode: 'insensitive' } }] }),
  }
}

function afterCursor(cursor: string): CatalogPrisma.TenantWhereInput {
  const [time, id] = cursor.split('.')
  const createdAt = new Date(Number.parseInt(time ?? '', 36))
  if (!isUuid(id) || Number.isNaN(createdAt.getTime())) {
    throw new AppError('invalid_input', {
      message: 'This page of the list no longer exists. Start again from the first.',
      fields: { cursor: 'unknown' },
    })
  }
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}

function toMark(branding: { mark: string; theme: unknown } | undefined): TenantSummary['mark'] {
  const light = (branding?.theme as StoredTheme | undefined)?.light
  return branding && light?.solid && light.onsolid ? { name: branding.mark, solid: light.solid, onsolid: light.onsolid } : null
}
