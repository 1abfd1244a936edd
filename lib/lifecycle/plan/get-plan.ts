import type { Pattern } from '@/lib/catalog'
import { AppError, isUuid } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import type { StayingSummary } from './make-plan'
import type { MoveReason } from './plan-world'

/** Binary COPY between two servers, and what a move costs however small it is. Measured with the prototype on two shared cores. */
const BYTES_PER_SECOND = 26e6
const SECONDS_EACH = 2

export type PlanView = {
  id: string
  goal: { kind: 'rebalance' | 'split' | 'merge' | 'drain'; serverId?: string; toServerId?: string; target: number; movesMax: number }
  /** Of every server, 0 to 1 and more: how full it is now, after all that was proposed, and after what is not struck out. */
  servers: { id: string; name: string; region: string; before: number; after: number; chosen: number }[]
  staying: StayingSummary
  moves: number
  struck: number
  bytes: number
  /** Of what is not struck out, two at a time. */
  secondsPredicted: number
  operationId: string | null
  createdAt: Date
}

export type PlannedMove = {
  position: number
  tenant: { id: string; slug: string; name: string }
  pattern: Pattern
  from: string
  to: string
  bytes: number
  load: number
  reason: MoveReason
  share: number
  effect: { from: [number, number]; to: [number, number] }
  isStruck: boolean
  /** The operation that moves it, once the plan runs. */
  moveId: string | null
  moveState: string | null
}

/** Throws `not_found`. */
export async function getPlan(id: string): Promise<PlanView> {
  const plan = await catalogDb().plan.findUnique({ where: { id } })
  if (!plan) throw new AppError('not_found', { message: 'There is no such plan.' })
  const [counts, flows, names] = await Promise.all([
    catalogDb().$queryRaw<{ moves: number; struck: number; bytes: number }[]>`
      SELECT count(*)::int AS moves, count(*) FILTER (WHERE is_struck)::int AS struck,
             coalesce(sum(bytes) FILTER (WHERE NOT is_struck), 0)::float8 AS bytes FROM plan_moves WHERE plan_id = ${id}::uuid`,
    catalogDb().$queryRaw<{ fromId: string; toId: string; bytes: number; load: number; isStruck: boolean }[]>`
      SELECT from_server_id AS "fromId", to_server_id AS "toId", sum(bytes)::float8 AS bytes, sum(load)::float8 AS load, is_struck AS "isStruck"
        FROM plan_moves WHERE plan_id = ${id}::uuid GROUP BY 1, 2, 5`,
    catalogDb().server.findMany({ select: { id: true, name: true, region: true } }),
  ])
  const { moves, struck, bytes } = counts[0]!
  const servers = (plan.servers as { id: string; before: number; after: number }[]).flatMap(({ id: serverId, before, after }) => {
    const known = names.find((each) => each.id === serverId)
    return known ? [{ ...known, before, after, chosen: chosenFullness({ before, after }, serverId, flows) }] : []
  })
  return {
    id,
    goal: plan.goal as PlanView['goal'],
    servers,
    staying: plan.staying as StayingSummary,
    moves,
    struck,
    bytes,
    secondsPredicted: Math.ceil((bytes / BYTES_PER_SECOND + (moves - struck) * SECONDS_EACH) / 2),
    operationId: plan.operationId,
    createdAt: plan.createdAt,
  }
}

type Flow = { fromId: string; toId: string; bytes: number; load: number; isStruck: boolean }

/** Between before and after, by the share of bytes and load that still moves: exact when all or nothing is struck out. */
function chosenFullness({ before, after }: { before: number; after: number }, id: string, flows: readonly Flow[]): number {
  const touching = flows.filter(({ fromId, toId }) => fromId === id || toId === id)
  const weigh = (some: readonly Flow[]) => some.reduce((sum, { bytes, load }) => sum + bytes / 1e9 + load, 0)
  const all = weigh(touching)
  if (all === 0) return touching.every(({ isStruck }) => isStruck) ? before : after
  return before + ((after - before) * weigh(touching.filter(({ isStruck }) => !isStruck))) / all
}

/** In the order in which they were proposed. */
export async function listPlannedMoves(
  planId: string,
  { cursor, limit = 50 }: { cursor?: string; limit?: number } = {},
): Promise<{ moves: PlannedMove[]; nextCursor: string | null }> {
  const after = cursor === undefined ? -1 : Number(cursor)
  if (!Number.isInteger(after)) throw unknownPage()
  const rows = await catalogDb().planMove.findMany({
    where: { planId, position: { gt: after } },
    orderBy: { position: 'asc' },
    take: limit + 1,
    include: {
      tenant: { select: { id: true, slug: true, name: true } },
      fromServer: { select: { name: true } },
      toServer: { select: { name: true } },
      operation: { select: { state: true } },
    },
  })
  const moves = rows.slice(0, limit).map((row): PlannedMove => {
    const { position, tenant, load, share, isStruck, moveId } = row
    return {
      ...{ position, tenant, load, share, isStruck, moveId },
      pattern: row.pattern as Pattern,
      from: row.fromServer.name,
      to: row.toServer.name,
      bytes: Number(row.bytes),
      reason: row.reason as MoveReason,
      effect: row.effect as PlannedMove['effect'],
      moveState: row.operation?.state ?? null,
    }
  })
  return { moves, nextCursor: rows.length > limit ? String(moves.at(-1)!.position) : null }
}

/** Newest first. */
export async function listPlans({ cursor, limit = 50 }: { cursor?: string; limit?: number } = {}): Promise<{
  plans: PlanView[]
  nextCursor: string | null
}> {
  if (cursor !== undefined && !isUuid(cursor)) throw unknownPage()
  const rows = await catalogDb().plan.findMany({
    where: cursor === undefined ? {} : { id: { lt: cursor } },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: { id: true },
  })
  const plans = await Promise.all(rows.slice(0, limit).map(({ id }) => getPlan(id)))
  return { plans, nextCursor: rows.length > limit ? plans.at(-1)!.id : null }
}

const unknownPage = () =>
  new AppError('invalid_input', {
    message: 'This page of the list no longer exists. Start again from the first.',
    fields: { cursor: 'unknown' },
  })
