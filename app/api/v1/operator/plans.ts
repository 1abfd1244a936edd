import { z } from 'zod'
import { PATTERNS } from '@/lib/catalog'
import {
  getPlan,
  listPlannedMoves,
  listPlans,
  MakePlanInput,
  makePlan,
  PLAN_KINDS,
  type PlanView,
  startPlan,
  strikeMoves,
} from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant, pageOf, paging } from '../frame/paging'
import { OperationShape } from '../shared/operation-view'

const share = z.number().describe('0 to 1 of what a server may hold, and more when it is over.')
const count = z.number().int()
const PlanShape = z.object({
  id: z.uuid(),
  goal: z.object({
    kind: z.enum(PLAN_KINDS),
    serverId: z.uuid().optional(),
    toServerId: z.uuid().optional(),
    target: z.number(),
    movesMax: count,
  }),
  servers: z.array(z.object({ id: z.uuid(), name: z.string(), region: z.string(), before: share, after: share, chosen: share })),
  staying: z
    .array(z.object({ why: z.enum(['region', 'held', 'room']), count, slugs: z.array(z.string()) }))
    .describe('Who would move and cannot: no other server in the region, an operation has it, no room. The first twenty by name.'),
  moves: count,
  struck: count,
  bytes: z.number(),
  secondsPredicted: count,
  operationId: z.uuid().nullable(),
  createdAt: Instant,
})
const PlannedMoveShape = z.object({
  position: count,
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  pattern: z.enum(PATTERNS),
  from: z.string(),
  to: z.string(),
  bytes: z.number(),
  load: z.number().describe('Statements of the tenant that run at once, on average.'),
  reason: z.enum(['loudest', 'largest', 'fills', 'sparse', 'drained']),
  share,
  effect: z.object({ from: z.array(share), to: z.array(share) }).describe('Of the two servers: before this move and after it.'),
  isStruck: z.boolean(),
  moveId: z.uuid().nullable(),
  moveState: z.string().nullable(),
})
const view = ({ createdAt, ...plan }: PlanView): z.input<typeof PlanShape> => ({ ...plan, createdAt: instant(createdAt) })

const auth = { operator: 'server:manage' } as const
const tag = 'plans'
const PlanParams = z.object({ id: z.uuid() })

export const PLAN_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/plans',
    name: 'listPlans',
    summary: 'Plans of moves, newest first',
    tag,
    auth,
    query: z.strictObject(paging),
    output: pageOf(PlanShape),
    run: async ({ query }) => {
      const { plans, nextCursor } = await listPlans(query)
      return { items: plans.map(view), nextCursor }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/plans',
    name: 'makePlan',
    summary: 'Simulate who should move where; nothing moves',
    tag,
    auth,
    body: z.strictObject(MakePlanInput.shape).omit({ requestId: true }),
    output: PlanShape,
    status: 201,
    run: async ({ principal, body, requestId }) => view(await makePlan(principal, { ...body, requestId })),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/plans/{id}',
    name: 'showPlan',
    summary: 'One plan: every server before and after, and who stays',
    tag,
    auth,
    params: PlanParams,
    output: PlanShape,
    run: async ({ params }) => view(await getPlan(params.id)),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/plans/{id}/moves',
    name: 'listPlannedMoves',
    summary: 'Its proposed moves in order, each with reason and effect',
    tag,
    auth,
    params: PlanParams,
    query: z.strictObject(paging),
    output: pageOf(PlannedMoveShape),
    run: async ({ params, query }) => {
      await getPlan(params.id)
      const { moves, nextCursor } = await listPlannedMoves(params.id, query)
      return { items: moves, nextCursor }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/plans/{id}/strike',
    name: 'strikeMoves',
    summary: 'Take proposals out of a plan, or put them back',
    tag,
    auth,
    params: PlanParams,
    body: z.strictObject({ positions: z.array(count.min(0)).min(1).max(1000), isStruck: z.boolean().default(true) }),
    output: PlanShape,
    run: async ({ principal, params, body, requestId }) => view(await strikeMoves(principal, { planId: params.id, ...body, requestId })),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/plans/{id}/start',
    name: 'startPlan',
    summary: 'Start the moves that are not struck out',
    tag,
    auth,
    params: PlanParams,
    body: z.strictObject({ atOnce: count.min(1).max(8).default(2) }),
    output: OperationShape,
    status: 202,
    run: ({ principal, params, body, requestId }) => startPlan(principal, { planId: params.id, ...body, requestId }),
  }),
]
