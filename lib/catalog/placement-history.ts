import { catalogDb } from '@/lib/db'
import type { Pattern } from './resolved-tenant'

export type FormerPlacement = {
  epoch: number
  pattern: Pattern
  server: string
  database: string
  schema: string
  leftAt: Date
  keptUntil: Date
  purgedAt: Date | null
  moveId: string | null
}

/** Where a tenant lived before, the newest first. A copy that is not purged is kept read-only and reached by nobody. */
export async function listFormerPlacements(tenantId: string, limit = 50): Promise<FormerPlacement[]> {
  const rows = await catalogDb().formerPlacement.findMany({
    where: { tenantId },
    orderBy: { epoch: 'desc' },
    take: limit,
    include: { database: { select: { name: true, server: { select: { name: true } } } } },
  })
  return rows.map(({ epoch, pattern, schema, leftAt, keptUntil, purgedAt, moveId, database }) => ({
    epoch,
    pattern: pattern as Pattern,
    server: database?.server.name ?? '',
    database: database?.name ?? '',
    schema,
    leftAt,
    keptUntil,
    purgedAt,
    moveId,
  }))
}
