import { Readable } from 'node:stream'
import { z } from 'zod'
import { openTenantFile, writeTenantFile } from '@/lib/core'
import { IMPORT_KINDS } from './fields'
import { reportKey } from './file-keys'
import { IMPORT_MODES } from './import-request'

const FileReport = z.object({
  kind: z.enum(IMPORT_KINDS),
  name: z.string(),
  rows: z.number(),
  /** Rows without a problem. */
  ready: z.number(),
  bad: z.number(),
  /** Of the ready ones, those about somebody or something that is in the portal already. */
  known: z.number(),
  /** What was written; null in a dry run and after a refusal. */
  written: z.object({ created: z.number(), updated: z.number(), unchanged: z.number() }).nullable(),
})
export type FileReport = z.output<typeof FileReport>

const ProblemGroup = z.object({
  kind: z.enum(IMPORT_KINDS),
  field: z.string().nullable(),
  code: z.string(),
  count: z.number(),
  samples: z.array(
    z.object({ line: z.number(), subject: z.string(), value: z.string(), detail: z.string(), suggestion: z.string().nullable() }),
  ),
})
export type ProblemGroup = z.output<typeof ProblemGroup>

/** What came of an import. Kept with the tenant's files, because samples hold names; the catalog gets `toSummary` alone. */
export const ImportReport = z.object({
  operationId: z.string(),
  /** 'checked': a dry run. 'refused': all or nothing, and there were bad rows. */
  outcome: z.enum(['checked', 'written', 'refused']),
  mode: z.enum(IMPORT_MODES),
  files: z.array(FileReport),
  /** Most frequent first. */
  problems: z.array(ProblemGroup),
  /** Departments whose head is nobody's number: imported, without a head. */
  headsUnknown: z.number(),
  /** People who left, whose last day was taken from the end of their last pay. */
  leavingDatesFilled: z.number(),
  peopleAfter: z.number().nullable(),
  milliseconds: z.number(),
})
export type ImportReport = z.output<typeof ImportReport>

export interface ImportSummary {
  outcome: ImportReport['outcome']
  files: Omit<FileReport, 'name'>[]
  problems: Omit<ProblemGroup, 'samples'>[]
  peopleAfter: number | null
  milliseconds: number
}

/** Counts and codes: nothing that a person could be known by. */
export function toSummary(report: ImportReport): ImportSummary {
  return {
    outcome: report.outcome,
    files: report.files.map(({ name: _name, ...file }) => file),
    problems: report.problems.map(({ samples: _samples, ...group }) => group),
    peopleAfter: report.peopleAfter,
    milliseconds: report.milliseconds,
  }
}

export async function writeReport(tenantId: string, report: ImportReport): Promise<void> {
  await writeTenantFile(tenantId, reportKey(report.operationId), Readable.from([JSON.stringify(report)], { objectMode: false }))
}

/** Throws `not_found` while there is none. */
export async function readReport(tenantId: string, operationId: string): Promise<ImportReport> {
  const { stream } = await openTenantFile(tenantId, reportKey(operationId))
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return ImportReport.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
}
