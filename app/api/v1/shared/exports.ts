import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Principal } from '@/lib/auth'
import { type ExportView, listExports, openExport } from '@/lib/lifecycle'
import { OPERATION_STATES } from '@/lib/operations'
import type { Stream } from '../frame/define-endpoint'
import { Instant, instant, pageOf, paging } from '../frame/paging'

export const ExportParams = z.object({ id: z.uuid() })
export const ExportQuery = z.strictObject(paging)
export const ExportShape = z.object({
  id: z.uuid().describe('Also the id of its operation.'),
  state: z.enum(OPERATION_STATES),
  createdAt: Instant,
  progress: z.object({ done: z.number(), total: z.number().optional(), unit: z.string().optional() }).nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  archive: z
    .object({
      takenAt: Instant,
      schemaVersion: z.string(),
      tables: z.number().int(),
      rows: z.number().int(),
      files: z.number().int(),
      sizeBytes: z.number().int(),
      sha256: z.string(),
      expiresAt: Instant,
      isExpired: z.boolean(),
    })
    .nullable(),
})
export const ExportPageShape = pageOf(ExportShape)

export async function exportPage(
  principal: Principal,
  tenantId: string,
  query: z.output<typeof ExportQuery>,
): Promise<z.input<typeof ExportPageShape>> {
  const { exports, nextCursor } = await listExports(principal, { tenantId, ...query })
  return { items: exports.map(viewExport), nextCursor }
}

function viewExport({ createdAt, archive, ...rest }: ExportView): z.input<typeof ExportShape> {
  return {
    ...rest,
    createdAt: instant(createdAt),
    archive: archive && { ...archive, takenAt: instant(archive.takenAt), expiresAt: instant(archive.expiresAt) },
  }
}

export async function downloadExport(
  principal: Principal,
  at: { tenantId: string; exportId: string; requestId: string },
  signal: AbortSignal,
): Promise<Stream> {
  const { stream, sizeBytes, sha256, fileName } = await openExport(principal, at)
  signal.addEventListener('abort', () => stream.destroy(), { once: true })
  return {
    body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
    headers: {
      'content-length': String(sizeBytes),
      'content-disposition': `attachment; filename="${fileName}"`,
      'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
  }
}
