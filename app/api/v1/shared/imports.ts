import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Principal } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import { AppError, isLocale } from '@/lib/core'
import {
  findImportReport,
  IMPORT_BYTES_MAX,
  IMPORT_KINDS,
  IMPORT_MODES,
  type ImportRequest,
  openBadRows,
  previewImport,
  startImport,
  storeImportFile,
} from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import type { Stream, Upload } from '../frame/define-endpoint'
import { readUpload } from './read-upload'

/** Where an import belongs and who runs it: the same for a tenant's own keys and for operators. */
export type ImportCall = {
  principal: Principal
  tenant: ResolvedTenant
  db: TenantDb
  request: Request
  requestId: string
  signal: AbortSignal
}

export const IMPORT_UPLOAD: Upload = { contentTypes: ['text/csv', 'text/plain', 'multipart/form-data'], sizeBytesMax: IMPORT_BYTES_MAX }
export const UploadQuery = z.strictObject({ name: z.string().min(1).max(200).optional() })
export const StoredFileShape = z.object({ fileId: z.uuid(), sizeBytes: z.number().int() })
export const PreviewQuery = z.strictObject({ kind: z.enum(IMPORT_KINDS).optional() })
export const PreviewShape = z.object({
  fileId: z.uuid(),
  name: z.string(),
  sizeBytes: z.number().int(),
  problem: z
    .object({ code: z.string(), line: z.number().int().optional(), column: z.string().optional(), limit: z.number().int().optional() })
    .nullable(),
  format: z.object({ encoding: z.string(), separator: z.string() }).nullable(),
  kind: z.enum(IMPORT_KINDS),
  columns: z.array(
    z.object({
      header: z.string(),
      samples: z.array(z.string()),
      guess: z.object({ field: z.string(), isCertain: z.boolean() }).nullable(),
    }),
  ),
  rows: z.array(z.object({ line: z.number().int(), values: z.array(z.string()) })),
})
const FileReportShape = z.object({
  kind: z.enum(IMPORT_KINDS),
  name: z.string(),
  rows: z.number().int(),
  ready: z.number().int(),
  bad: z.number().int(),
  known: z.number().int(),
  written: z.object({ created: z.number().int(), updated: z.number().int(), unchanged: z.number().int() }).nullable(),
})
export const ReportShape = z.object({
  operationId: z.uuid(),
  outcome: z.enum(['checked', 'written', 'refused']),
  mode: z.enum(IMPORT_MODES),
  files: z.array(FileReportShape),
  headsUnknown: z.number().int(),
  leavingDatesFilled: z.number().int(),
  peopleAfter: z.number().int().nullable(),
  milliseconds: z.number(),
  problems: z.array(
    z.object({
      kind: z.enum(IMPORT_KINDS),
      field: z.string().nullable(),
      code: z.string(),
      count: z.number().int(),
      samples: z.array(
        z.object({ line: z.number().int(), subject: z.string(), value: z.string(), text: z.string(), suggestion: z.string().nullable() }),
      ),
    }),
  ),
})
export const BadRowsParams = { id: z.uuid(), kind: z.enum(IMPORT_KINDS) }

export async function upload({ db, principal, request, signal }: ImportCall, name: string | undefined) {
  const file = await readUpload(request, name)
  return storeImportFile(db, principal, { ...file, signal })
}

export const preview = ({ db, principal }: ImportCall, fileId: string, kind?: z.infer<typeof PreviewQuery>['kind']) =>
  previewImport(db, principal, fileId, kind)

export const start = ({ db, principal, tenant, requestId }: ImportCall, body: ImportRequest) =>
  startImport(db, principal, body, { currency: tenant.currency, timeZone: tenant.timeZone, locale: localeOf(tenant) }, requestId)

export async function report({ db, principal, tenant }: ImportCall, operationId: string) {
  const found = await findImportReport(db, principal, operationId, localeOf(tenant))
  if (!found) throw new AppError('not_found', { message: 'There is no report of such an import yet.' })
  return found
}

export async function badRows(
  { db, principal }: ImportCall,
  { id, kind }: { id: string; kind: (typeof IMPORT_KINDS)[number] },
): Promise<Stream> {
  const { stream, sizeBytes } = await openBadRows(db, principal, id, kind)
  return {
    body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
    headers: { 'content-length': String(sizeBytes), 'content-disposition': `attachment; filename="${kind}-to-correct.csv"` },
  }
}

const localeOf = (tenant: ResolvedTenant) => (isLocale(tenant.locale) ? tenant.locale : 'en')
