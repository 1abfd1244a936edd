import { cancelExport, startExport } from '@/lib/lifecycle'
import { defineEndpoint } from '../frame/define-endpoint'
import { downloadExport, ExportPageShape, ExportParams, ExportQuery, exportPage } from '../shared/exports'
import { OperationShape } from '../shared/operation-view'

const auth = { tenant: 'data:export' } as const
const tag = 'exports'

/** For the tenant's owner, about the owner's own tenant. */
export const EXPORT_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/exports',
    name: 'listExports',
    summary: 'Exports, newest first: those under way, those that can be fetched, and those whose time is over',
    tag,
    auth,
    query: ExportQuery,
    output: ExportPageShape,
    run: ({ principal, tenant, query }) => exportPage(principal, tenant.id, query),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/exports',
    name: 'startExport',
    summary: 'Put everything into one zip in the background: CSV per table, files, and a manifest',
    tag,
    auth,
    output: OperationShape,
    status: 202,
    run: ({ principal, tenant, requestId }) => startExport(principal, { tenantId: tenant.id, requestId }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/exports/{id}/cancel',
    name: 'cancelExport',
    summary: 'Stop an export that is under way',
    tag,
    auth,
    params: ExportParams,
    output: OperationShape,
    status: 202,
    run: ({ principal, tenant, params, requestId }) => cancelExport(principal, { tenantId: tenant.id, exportId: params.id, requestId }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/exports/{id}/download',
    name: 'downloadExport',
    summary: 'The zip, until its time is over',
    tag,
    auth,
    params: ExportParams,
    produces: 'application/zip',
    run: ({ principal, tenant, params, requestId, signal }) =>
      downloadExport(principal, { tenantId: tenant.id, exportId: params.id, requestId }, signal),
  }),
]
