import { type Principal, requirePermission } from '@/lib/auth'
import type { Pattern } from '@/lib/catalog'
import { AppError, isUuid } from '@/lib/core'
import { type CatalogPrisma, catalogDb } from '@/lib/db'
import type { OperationState } from '@/lib/operations'
import type { MoveFacts, MoveMethod, MovePhase } from './move-rows'

export type MovePlace = { pattern: Pattern; server: string; database: string | null; schema: string | null }

/** What people, scripts and the live pages see of a move. Times are ISO 8601. The steps are those of the operation with the same id. */
export type MoveView = {
  id: string
  tenant: { id: string; slug: string; name: string }
  method: MoveMethod
  phase: MovePhase
  state: OperationState
  /** At the source; the target's is one more. */
  epoch: number
  from: MovePlace
  to: MovePlace
  facts: Partial<MoveFacts>
  error: { code: string; message: string } | null
  isCancelRequested: boolean
  /** Before the flip a move can be cancelled; after it the way back is another move. */
  canCancel: boolean
  createdAt: string
  finishedAt: string | null
  /** The copy that was left behind. */
  former: { keptUntil: string; purgedAt: string | null } | null
}

const WITH = {
  tenant: { select: { id: true, slug: true, name: true } },
  operation: { select: { state: true, error: true, cancelRequestedAt: true } },
  formerPlacements: { select: { keptUntil: true, purgedAt: true } },
} as const satisfies CatalogPrisma.MoveInclude
type Row = CatalogPrisma.MoveGetPayload<{ include: typeof WITH }>

/** Throws `not_found`. */
export async function getMove(principal: Principal, id: string): Promise<MoveView> {
  requirePermission(principal, 'tenant:read')
  const row = isUuid(id) ? await catalogDb().move.findUnique({ where: { id }, include: WITH }) : null
  if (!row) throw new AppError('not_found', { message: 'There is no such move.' })
  return toMoveView(row)
}

export type MoveQuery = { tenantId?: string; isActive?: boolean; cursor?: string; limit?: number }

/** Newest first. The cursor is the last one's id: ids of moves grow with time. */
export async function listMoves(principal: Principal, query: MoveQuery = {}): Promise<{ moves: MoveView[]; nextCursor: string | null }> {
  requirePermission(principal, 'tenant:read')
  const { tenantId, isActive, cursor } = query
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200)
  if (cursor !== undefined && !isUuid(cursor))
    throw new AppError('invalid_input', {
      message: 'This page of the list no longer exists. Start again from the first.',
      fields: { cursor: 'unknown' },
    })
  const over = ['done', 'aborted']
  const rows = await catalogDb().move.findMany({
    where: {
      ...(tenantId && { tenantId }),
      ...(isActive !== undefined && { phase: isActive ? { notIn: over } : { in: over } }),
      ...(cursor && { id: { lt: cursor } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: WITH,
  })
  const moves = rows.slice(0, limit).map(toMoveView)
  return { moves, nextCursor: rows.length > limit ? moves.at(-1)!.id : null }
}

function toMoveView(row: Row): MoveView {
  const place = (named: unknown, pattern: string): MovePlace => ({
    server: '',
    database: null,
    schema: null,
    ...(named as object),
    pattern: pattern as Pattern,
  })
  const phase = row.phase as MovePhase
  const former = row.formerPlacements[0]
  return {
    id: row.id,
    tenant: row.tenant,
    method: row.method as MoveMethod,
    phase,
    state: row.operation.state as OperationState,
    epoch: row.epoch,
    from: place(row.fromPlace, row.fromPattern),
    to: place(row.toPlace, row.toPattern),
    facts: row.facts as Partial<MoveFacts>,
    error: row.operation.error as MoveView['error'],
    isCancelRequested: row.operation.cancelRequestedAt !== null,
    canCancel: ['preparing', 'copying', 'streaming', 'fencing'].includes(phase) && ['queued', 'running'].includes(row.operation.state),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    former: former ? { keptUntil: former.keptUntil.toISOString(), purgedAt: former.purgedAt?.toISOString() ?? null } : null,
  }
}
