import { z } from 'zod'
import { findTenantById, getTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { ImportRequest } from '@/lib/hr'
import { openTenant } from '@/lib/tenancy'
import type { OperatorCaller } from '../frame/caller'
import { defineEndpoint } from '../frame/define-endpoint'
import {
  BadRowsParams,
  badRows,
  IMPORT_UPLOAD,
  type ImportCall,
  PreviewQuery,
  PreviewShape,
  preview,
  ReportShape,
  report,
  StoredFileShape,
  start,
  UploadQuery,
  upload,
} from '../shared/imports'
import { OperationShape } from '../shared/operation-view'
import { TenantParams } from './tenants'

const auth = { operator: 'import:run' } as const
const tag = 'imports'
const OfTenant = TenantParams.extend({ id: z.uuid() })

/** An operator works in one named tenant at a time, and only in one that is being served. */
async function inTenant(call: OperatorCaller & Omit<ImportCall, 'tenant' | 'db'>, slug: string): Promise<ImportCall> {
  const { id } = await getTenant(slug)
  const tenant = await findTenantById(id)
  if (!tenant) throw new AppError('not_found', { message: 'There is no such tenant.' })
  const { principal, request, requestId, signal } = call
  return { principal, request, requestId, signal, tenant, db: openTenant(tenant, { signal }) }
}

export const IMPORT_ENDPOINTS = [
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/imports/files',
    name: 'uploadImportFile',
    summary: 'Keep a CSV file until it is imported, a week at most',
    tag,
    auth,
    params: TenantParams,
    query: UploadQuery,
    upload: IMPORT_UPLOAD,
    output: StoredFileShape,
    status: 201,
    run: async (call) => upload(await inTenant(call, call.params.slug), call.query.name),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/imports/files/{id}',
    name: 'previewImportFile',
    summary: 'The first rows of a file, and what its columns seem to mean',
    tag,
    auth,
    params: OfTenant,
    query: PreviewQuery,
    output: PreviewShape,
    run: async (call) => preview(await inTenant(call, call.params.slug), call.params.id, call.query.kind),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/tenants/{slug}/imports',
    name: 'startImport',
    summary: 'Import stored files in the background, or only check them (isDryRun)',
    tag,
    auth,
    params: TenantParams,
    body: z.strictObject(ImportRequest.shape),
    output: OperationShape,
    status: 202,
    run: async (call) => start(await inTenant(call, call.params.slug), call.body),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/imports/{id}',
    name: 'showImportReport',
    summary: 'What an import found and wrote, by the id of its operation',
    tag,
    auth,
    params: OfTenant,
    output: ReportShape,
    run: async (call) => report(await inTenant(call, call.params.slug), call.params.id),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/tenants/{slug}/imports/{id}/errors/{kind}',
    name: 'downloadBadRows',
    summary: 'The rows that need a decision, as CSV with the reason beside each',
    tag,
    auth,
    params: TenantParams.extend(BadRowsParams),
    produces: 'text/csv',
    run: async (call) => badRows(await inTenant(call, call.params.slug), call.params),
  }),
]
