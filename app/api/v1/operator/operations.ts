import { z } from 'zod'
import { actorOf } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { cancelOperation, getOperation, listOperations, retryOperation } from '@/lib/operations'
import { defineEndpoint } from '../frame/define-endpoint'
import { pageOf, paging } from '../frame/paging'
import { OperationFilter, OperationParams, OperationShape } from '../shared/operation-view'
import { watchAsEvents } from '../shared/watch-as-events'

export const OPERATION_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/operations',
    name: 'listOperations',
    summary: 'Operations of all tenants or of one, newest first',
    tag: 'operations',
    auth: { operator: 'operation:read' },
    query: z.strictObject({
      tenant: z.string().max(100).optional(),
      search: z.string().max(100).optional(),
      ...OperationFilter,
      ...paging,
    }),
    output: pageOf(OperationShape),
    run: async ({ query: { tenant, ...query } }) => {
      const tenantId = tenant === undefined ? undefined : (await getTenant(tenant)).id
      const { operations, nextCursor } = await listOperations({ ...query, tenantId })
      return { items: operations, nextCursor }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/operations/{id}',
    name: 'showOperation',
    summary: 'One operation with its steps',
    tag: 'operations',
    auth: { operator: 'operation:read' },
    params: OperationParams,
    output: OperationShape,
    run: ({ params }) => getOperation(params.id),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/operations/{id}/events',
    name: 'watchOperation',
    summary: 'Its changes as they happen (server-sent events)',
    tag: 'operations',
    auth: { operator: 'operation:read' },
    params: OperationParams,
    produces: 'text/event-stream',
    run: (call) => watchAsEvents(call.params.id, call, call.request),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/operations/{id}/cancel',
    name: 'cancelOperation',
    summary: 'Ask it to stop at the next border between steps',
    tag: 'operations',
    auth: { operator: 'tenant:update' },
    params: OperationParams,
    output: OperationShape,
    status: 202,
    run: ({ params, principal, requestId }) => cancelOperation(params.id, actorOf(principal), requestId),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/operations/{id}/retry',
    name: 'retryOperation',
    summary: 'Go on with a failed operation at the step that failed',
    tag: 'operations',
    auth: { operator: 'tenant:update' },
    params: OperationParams,
    output: OperationShape,
    status: 202,
    run: ({ params, principal, requestId }) => retryOperation(params.id, actorOf(principal), requestId),
  }),
]
