import { z } from 'zod'
import { getTenant, listServers, PATTERNS } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import {
  cancelMove,
  getMove,
  listMoves,
  PreviewMoveInput,
  previewMove,
  purgeFormer,
  reconcileCatalog,
  StartMoveInput,
  startMove,
  sweepLeftovers,
} from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { pageOf, paging } from '../frame/paging'
import { OperationParams } from '../shared/operation-view'
import { MovePreviewShape, MoveShape } from './move-view'
import { TenantParams } from './tenants'

const { toPattern, method } = PreviewMoveInput.shape
const wanted = {
  toPattern,
  method,
  toServer: z.string().max(64).optional().describe('Name of a server; the emptiest of the region without it.'),
}
const dryRun = z.strictObject({ dryRun: z.boolean().default(false) })

async function targetOf({
  toServer,
  ...rest
}: {
  toServer?: string
  toPattern: (typeof PATTERNS)[number]
  method: 'auto' | 'online' | 'offline'
}) {
  if (toServer === undefined) return rest
  const server = (await listServers()).find(({ name }) => name === toServer)
  if (!server) throw new AppError('invalid_input', { message: `There is no server ${toServer}.`, fields: { toServer: 'unknown' } })
  return { ...rest, toServerId: server.id }
}

/** Tenants on their way from one place to another, and what moves leave behind. */
export const MOVE_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/moves',
    name: 'listTenantMoves',
    summary: 'Moves of one tenant, newest first',
    tag: 'moves',
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    query: z.strictObject(paging),
    output: pageOf(MoveShape),
    run: async ({ principal, params, query }) => {
      const { moves, nextCursor } = await listMoves(principal, { tenantId: (await getTenant(params.slug)).id, ...query })
      return { items: moves, nextCursor }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/moves/preview',
    name: 'previewMove',
    summary: 'What a move would do, and everything that is in its way; changes nothing',
    tag: 'moves',
    auth: { operator: 'tenant:read' },
    params: TenantParams,
    body: z.strictObject(wanted),
    output: MovePreviewShape,
    run: async ({ principal, params, body }) => {
      const { id } = await getTenant(params.slug)
      return previewMove(principal, { ...(await targetOf(body)), tenantId: id })
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/moves',
    name: 'startMove',
    summary: 'Move a tenant to another pattern or server while its people work',
    tag: 'moves',
    auth: { operator: 'tenant:move' },
    params: TenantParams,
    body: z.strictObject({ ...wanted, keepHours: StartMoveInput.shape.keepHours }),
    output: MoveShape,
    status: 202,
    run: async ({ principal, params, body: { keepHours, ...body }, requestId }) => {
      const { id } = await getTenant(params.slug)
      const operation = await startMove(principal, { ...(await targetOf(body)), tenantId: id, keepHours, requestId })
      return getMove(principal, operation.id)
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/moves',
    name: 'listMoves',
    summary: 'Moves of all tenants, newest first',
    tag: 'moves',
    auth: { operator: 'tenant:read' },
    query: z.strictObject({ active: z.stringbool().optional(), ...paging }),
    output: pageOf(MoveShape),
    run: async ({ principal, query: { active, ...query } }) => {
      const { moves, nextCursor } = await listMoves(principal, { ...query, isActive: active })
      return { items: moves, nextCursor }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/moves/{id}',
    name: 'showMove',
    summary: 'One move with what is known of its progress; its steps are those of the operation of the same id',
    tag: 'moves',
    auth: { operator: 'tenant:read' },
    params: OperationParams,
    output: MoveShape,
    run: ({ principal, params }) => getMove(principal, params.id),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/moves/{id}/cancel',
    name: 'cancelMove',
    summary: 'Take a move back, which is possible until its flip',
    tag: 'moves',
    auth: { operator: 'tenant:move' },
    params: OperationParams,
    output: MoveShape,
    status: 202,
    run: ({ principal, params, requestId }) => cancelMove(principal, params.id, { requestId }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/moves/{id}/purge',
    name: 'purgeFormer',
    summary: 'Remove the copy that a move left behind, before its time',
    tag: 'moves',
    auth: { operator: 'tenant:move' },
    params: OperationParams,
    output: MoveShape,
    run: async ({ principal, params, requestId }) => {
      await purgeFormer(principal, { moveId: params.id, requestId })
      return getMove(principal, params.id)
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/catalog/reconcile',
    name: 'reconcileCatalog',
    summary: 'After a catalog was restored from before a move: let it follow the gates of the databases',
    tag: 'catalog',
    auth: { operator: 'tenant:move' },
    body: dryRun,
    output: z.object({
      tenants: z.number().int(),
      changed: z.array(
        z.object({
          tenantId: z.uuid(),
          slug: z.string(),
          from: z.object({ pattern: z.string(), database: z.string(), epoch: z.number().int() }).nullable(),
          to: z.object({ pattern: z.enum(PATTERNS), database: z.string(), epoch: z.number().int() }),
          isDone: z.boolean(),
        }),
      ),
      unreachable: z.array(z.string()),
    }),
    run: ({ principal, body, requestId }) => reconcileCatalog(principal, { isDry: body.dryRun, requestId }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/catalog/leftovers',
    name: 'sweepLeftovers',
    summary: 'Remove what moves that are over have left: slots, publications, half-made copies; never a live copy',
    tag: 'catalog',
    auth: { operator: 'tenant:move' },
    body: dryRun,
    output: z.object({
      items: z.array(
        z.object({ server: z.string(), kind: z.string(), name: z.string(), database: z.string().nullable(), isSwept: z.boolean() }),
      ),
    }),
    run: async ({ principal, body, requestId }) => ({ items: await sweepLeftovers(principal, { isDry: body.dryRun, requestId }) }),
  }),
]
