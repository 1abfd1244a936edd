import type { Readable } from 'node:stream'
import type { Principal } from '@/lib/auth'
import { AppError, isAppError, isUuid, type Locale, openTenantFile } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { requireMayImport } from '../access/require-may-import'
import { IMPORT_KINDS, type ImportKind } from './fields'
import { badRowsKey } from './file-keys'
import { type ImportReport, type ProblemGroup, readReport } from './import-report'
import { problemText } from './problem-words'

export type ReadableProblemGroup = Omit<ProblemGroup, 'samples'> & { samples: (ProblemGroup['samples'][number] & { text: string })[] }
export type ReadableImportReport = Omit<ImportReport, 'problems'> & { problems: ReadableProblemGroup[] }

/** What an import found, with a sentence for each sample. Null while it runs, and for an operation that is no import of this tenant. */
export async function findImportReport(
  db: TenantDb,
  principal: Principal,
  operationId: string,
  locale: Locale,
): Promise<ReadableImportReport | null> {
  requireMayImport(principal)
  if (!isUuid(operationId)) return null
  const report = await readReport(db.context.tenantId, operationId).catch(nullIfMissing)
  if (!report) return null
  const problems = report.problems.map((group) => ({
    ...group,
    samples: group.samples.map((sample) => ({ ...sample, text: problemText(locale, { ...sample, code: group.code }) })),
  }))
  return { ...report, problems }
}

/** The bad rows of one file as CSV, to be corrected and uploaded again. Throws `not_found`. */
export async function openBadRows(
  db: TenantDb,
  principal: Principal,
  operationId: string,
  kind: ImportKind,
): Promise<{ stream: Readable; sizeBytes: number }> {
  requireMayImport(principal)
  const missing = new AppError('not_found', { message: 'There are no bad rows to download.' })
  if (!isUuid(operationId) || !IMPORT_KINDS.includes(kind)) throw missing
  const file = await openTenantFile(db.context.tenantId, badRowsKey(operationId, kind)).catch(nullIfMissing)
  if (!file) throw missing
  return file
}

function nullIfMissing(error: unknown): null {
  if (isAppError(error) && error.code === 'not_found') return null
  throw error
}
