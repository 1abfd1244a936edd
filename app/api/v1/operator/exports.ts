import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import { cancelExport, startExport } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { downloadExport, ExportPageShape, ExportQuery, exportPage } from '../shared/exports'
import { OperationShape } from '../shared/operation-view'
import { TenantParams } from './tenants'

const auth = { operator: 'tenant:export' } as const
const tag = 'exports'
const OfTenant = TenantParams.extend({ id: z.uuid() })

export const EXPORT_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/exports',
    name: 'listExports',
    summary: 'Exports of one tenant, newest first',
    tag,
    auth,
    params: TenantParams,
    query: ExportQuery,
    output: ExportPageShape,
    run: async ({ principal, params, query }) => exportPage(principal, (await getTenant(params.slug)).id, query),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/exports',
    name: 'startExport',
    summary: 'Put everything that the tenant has into one zip in the background; it may be stopped',
    tag,
    auth,
    params: TenantParams,
    output: OperationShape,
    status: 202,
    run: async ({ principal, params, requestId }) => startExport(principal, { tenantId: (await getTenant(params.slug)).id, requestId }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/exports/{id}/cancel',
    name: 'cancelExport',
    summary: 'Stop an export that is under way',
    tag,
    auth,
    params: OfTenant,
    output: OperationShape,
    status: 202,
    run: async ({ principal, params, requestId }) =>
      cancelExport(principal, { tenantId: (await getTenant(params.slug)).id, exportId: params.id, requestId }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/exports/{id}/download',
    name: 'downloadExport',
    summary: 'The zip, until its time is over',
    tag,
    auth,
    params: OfTenant,
    produces: 'application/zip',
    run: async ({ principal, params, requestId, signal }) =>
      downloadExport(principal, { tenantId: (await getTenant(params.slug)).id, exportId: params.id, requestId }, signal),
  }),
]
