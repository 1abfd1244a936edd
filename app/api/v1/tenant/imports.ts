import { z } from 'zod'
import { ImportRequest } from '@/lib/hr'
import { defineEndpoint } from '../frame/define-endpoint'
import {
  BadRowsParams,
  badRows,
  IMPORT_UPLOAD,
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
import { OperationParams, OperationShape } from '../shared/operation-view'

const auth = { tenant: 'import:run' } as const
const tag = 'imports'

export const IMPORT_ENDPOINTS = [
  defineEndpoint({
    method: 'POST',
    path: '/imports/files',
    name: 'uploadImportFile',
    summary: 'Keep a CSV file until it is imported, a week at most',
    tag,
    auth,
    query: UploadQuery,
    upload: IMPORT_UPLOAD,
    output: StoredFileShape,
    status: 201,
    run: (call) => upload(call, call.query.name),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/imports/files/{id}',
    name: 'previewImportFile',
    summary: 'The first rows of a file, and what its columns seem to mean',
    tag,
    auth,
    params: OperationParams,
    query: PreviewQuery,
    output: PreviewShape,
    run: (call) => preview(call, call.params.id, call.query.kind),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/imports',
    name: 'startImport',
    summary: 'Import stored files in the background, or only check them (isDryRun)',
    tag,
    auth,
    body: z.strictObject(ImportRequest.shape),
    output: OperationShape,
    status: 202,
    run: (call) => start(call, call.body),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/imports/{id}',
    name: 'showImportReport',
    summary: 'What an import found and wrote, by the id of its operation',
    tag,
    auth,
    params: OperationParams,
    output: ReportShape,
    run: (call) => report(call, call.params.id),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/imports/{id}/errors/{kind}',
    name: 'downloadBadRows',
    summary: 'The rows that need a decision, as CSV with the reason beside each',
    tag,
    auth,
    params: z.object(BadRowsParams),
    produces: 'text/csv',
    run: (call) => badRows(call, call.params),
  }),
]
