import { AppError, isUuid } from '@/lib/core'
import { type CatalogPrisma, catalogDb } from '@/lib/db'
import { type OperationState, type OperationView, toOperationView, WITH_STEPS } from './operation-view'

export type OperationQuery = {
  tenantId?: string
  kind?: string
  state?: OperationState
  /** Part of the tenant's name or slug, or the id of one operation. */
  search?: string
  cursor?: string
  limit?: number
}
export type OperationPage = { operations: OperationView[]; nextCursor: string | null }

/** Newest first. The cursor is the last one's id: ids of operations grow with time. */
export async function listOperations(query: OperationQuery = {}): Promise<OperationPage> {
  const { tenantId, kind, state, cursor } = query
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200)
  if (cursor !== undefined && !isUuid(cursor)) {
    throw new AppError('invalid_input', {
      message: 'This page of the list no longer exists. Start again from the first.',
      fields: { cursor: 'unknown' },
    })
  }
  const rows = await catalogDb().operation.findMany({
    where: {
      AND: [
        { ...(tenantId && { tenantId }), ...(kind && { kind }), ...(state && { state }), ...(cursor && { id: { lt: cursor } }) },
        searched(query.search),
      ],
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: WITH_STEPS,
  })
  const operations = rows.slice(0, limit).map(toOperationView)
  return { operations, nextCursor: rows.length > limit ? operations.at(-1)!.id : null }
}

function searched(search: string | undefined): CatalogPrisma.OperationWhereInput {
  const text = search?.trim()
  if (!text) return {}
  const isId: boolean = isUuid(text)
  if (isId) return { id: text }
  const like = text.replace(/[\\%_]/g, '\\$&') // Prisma passes LIKE's special characters on
  return { tenant: { OR: [{ slug: { contains: like.toLowerCase() } }, { name: { contains: like, mode: 'insensitive' } }] } }
}
