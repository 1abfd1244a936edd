import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { newId } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import type { ImportKind, Mapping } from '../import/fields'
import type { ImportReport } from '../import/import-report'
import type { TextSource } from '../import/inspect-text'
import { loadImport } from '../import/load-import'
import { openTable } from '../import/open-table'

export interface TestImport {
  mode?: 'all-or-nothing' | 'skip-bad-rows'
  isDryRun?: boolean
  period?: 'year' | 'month'
  currency?: string
  mapping?: Partial<Record<ImportKind, Mapping>>
  operationId?: string
  signal?: AbortSignal
}

/** A file as a stream of small chunks, so that every border between chunks is met. */
export function textSource(content: string | Buffer, chunkBytes = 7): TextSource {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content)
  const chunks = function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
  }
  return { open: async () => Readable.from(chunks(), { objectMode: false }) }
}

export const fileSource = (path: string): TextSource => ({ open: async () => createReadStream(path) })

/** The import without its operation. */
export async function importFiles(
  db: TenantDb,
  files: Partial<Record<ImportKind, TextSource | string>>,
  {
    mode = 'all-or-nothing',
    isDryRun = false,
    period = 'year',
    currency = 'USD',
    mapping = {},
    operationId = newId(),
    signal,
  }: TestImport = {},
): Promise<ImportReport> {
  const tables = []
  for (const [kind, content] of Object.entries(files) as [ImportKind, TextSource | string][]) {
    const source = typeof content === 'string' ? textSource(content, 1000) : content
    tables.push({ ...(await openTable({ kind, mapping: mapping[kind] }, source)), name: `${kind}.csv` })
  }
  const settings = { currency, timeZone: 'UTC', locale: 'en' as const }
  return loadImport(db, {
    operationId,
    tables,
    signal,
    input: { mode, isDryRun, period, settings, requestedBy: { kind: 'system', id: 'test' } },
  })
}
