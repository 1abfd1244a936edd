import { z } from 'zod'
import { listTenantAudit, verifyTenantAudit } from '@/lib/governance'
import { getOperation, listOperations } from '@/lib/operations'
import { defineEndpoint } from '../frame/define-endpoint'
import { pageOf, paging } from '../frame/paging'
import { AuditPageShape, AuditQuery, AuditVerdictShape, viewAuditPage } from '../shared/audit-view'
import { OperationFilter, OperationParams, OperationShape } from '../shared/operation-view'
import { watchAsEvents } from '../shared/watch-as-events'

/** The tenant's own operations and its own trail. */
export const RECORD_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/audit',
    name: 'listAudit',
    summary: 'Who did what, newest first',
    tag: 'records',
    auth: { tenant: 'audit:read' },
    query: AuditQuery,
    output: AuditPageShape,
    run: async ({ db, query }) => viewAuditPage(await listTenantAudit(db, query)),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/audit/verify',
    name: 'verifyAudit',
    summary: 'Whether the trail is whole, from its first record on',
    tag: 'records',
    auth: { tenant: 'audit:read' },
    output: AuditVerdictShape,
    run: ({ db }) => verifyTenantAudit(db),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/operations',
    name: 'listOperations',
    summary: 'Imports and other work for this tenant, newest first',
    tag: 'records',
    auth: { tenant: 'import:run' },
    query: z.strictObject({ ...OperationFilter, ...paging }),
    output: pageOf(OperationShape),
    run: async ({ tenant, query }) => {
      const { operations, nextCursor } = await listOperations({ ...query, tenantId: tenant.id })
      return { items: operations, nextCursor }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/operations/{id}',
    name: 'showOperation',
    summary: 'One operation with its steps',
    tag: 'records',
    auth: { tenant: 'import:run' },
    params: OperationParams,
    output: OperationShape,
    run: ({ tenant, params }) => getOperation(params.id, { tenantId: tenant.id }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/operations/{id}/events',
    name: 'watchOperation',
    summary: 'Its changes as they happen (server-sent events)',
    tag: 'records',
    auth: { tenant: 'import:run' },
    params: OperationParams,
    produces: 'text/event-stream',
    run: (call) => watchAsEvents(call.params.id, call, call.request),
  }),
]
