import { AppError, deleteTenantFile, isAppError } from '@/lib/core'
import { defineOperation, type StepContext } from '@/lib/operations'
import { openTenantById, type TenantDb } from '@/lib/tenancy'
import { problemsKey } from './file-keys'
import { isFileProblem, toInvalidInput } from './file-problem'
import { noteReport } from './forget-old-imports'
import { deleteImportFile, getImportFile } from './import-file'
import { type ImportSummary, readReport, toSummary, writeReport } from './import-report'
import { ImportInput } from './import-request'
import { loadImport } from './load-import'
import { openTable } from './open-table'
import { fileProblemText } from './problem-words'
import type { CsvFormat } from './read-csv'
import { writeBadRows } from './write-bad-rows'

type Context = StepContext<ImportInput>
/** No headers: of a file without any, the first person would stand there. */
type CheckedFile = { fileId: string; format: CsvFormat }

export const IMPORT_KIND = 'people.import'

/** Told how many people work at a tenant after each import: the worker passes it on to the catalog, which this folder does not see. */
export type PeopleCountListener = (tenantId: string, people: number) => Promise<void>
let onPeopleCount: PeopleCountListener | undefined

export function listenToPeopleCount(listener: PeopleCountListener): void {
  onPeopleCount = listener
}

/** check: are these tables, and which columns; load: everything in one transaction; report: what a person gets to see of it. */
export const importOperation = defineOperation<ImportInput>({
  kind: IMPORT_KIND,
  input: ImportInput,
  secrets: ['files'], // columns are named as in the file, which is the tenant's business
  steps: [
    { name: 'check', run: check },
    { name: 'load', run: load },
    { name: 'report', run: report },
  ],
})

async function check(context: Context): Promise<CheckedFile[]> {
  const db = await openTenantById(tenantOf(context))
  const checked: CheckedFile[] = []
  for (const file of context.input.files) {
    const { name, source } = await getImportFile(db, file.fileId)
    try {
      const { format } = await openTable(file, source)
      checked.push({ fileId: file.fileId, format })
      context.progress(checked.length, context.input.files.length, 'files')
    } catch (error) {
      throw isFileProblem(error)
        ? new AppError('invalid_input', {
            message: `${name}: ${fileProblemText(context.input.settings.locale, error.problem)}`,
            fields: { [file.kind]: error.problem.code },
          })
        : error
    }
  }
  return checked
}

async function load(context: Context): Promise<ImportSummary> {
  const tenantId = tenantOf(context)
  const db = await openTenantById(tenantId)
  try {
    const tables = await openTables(context, db)
    const attempt = () =>
      loadImport(db, {
        operationId: context.operationId,
        input: context.input,
        tables,
        signal: context.signal,
        progress: (done) => context.progress(done, undefined, 'rows'),
        assertFence: context.assertFence,
      })
    // Somebody was hired meanwhile under a number of the file, and its people cannot refer to the row that lost: with the one that
    // won they can.
    const found = await attempt().catch((error) => {
      if (isAppError(error) && error.code === 'conflict') return attempt()
      throw error
    })
    await noteReport(db, context.operationId)
    await writeReport(tenantId, found)
    return toSummary(found)
  } catch (error) {
    throw isFileProblem(error) ? toInvalidInput(error, 'files') : error
  }
}

async function report(context: Context): Promise<ImportSummary> {
  const tenantId = tenantOf(context)
  const db = await openTenantById(tenantId)
  const summary = context.output<ImportSummary>('load')
  if (summary.problems.length > 0) {
    for (const table of await openTables(context, db)) {
      const hasBadRows = summary.files.some(({ kind, bad }) => kind === table.kind && bad > 0)
      if (hasBadRows) await writeBadRows(tenantId, context.operationId, table, context.input.settings.locale)
    }
  }
  if (summary.peopleAfter !== null) await onPeopleCount?.(tenantId, summary.peopleAfter)
  if (summary.outcome === 'refused') throw await refusal(tenantId, context.operationId)
  if (summary.outcome === 'written') {
    for (const { fileId } of context.input.files) await deleteImportFile(db, fileId)
    await deleteTenantFile(tenantId, problemsKey(context.operationId))
  }
  return summary
}

async function openTables(context: Context, db: TenantDb) {
  const formats = new Map(context.output<CheckedFile[]>('check').map(({ fileId, format }) => [fileId, format]))
  return Promise.all(
    context.input.files.map(async (file) => {
      const { name, source } = await getImportFile(db, file.fileId)
      return { ...(await openTable(file, source, formats.get(file.fileId))), name }
    }),
  )
}

/** All or nothing, and it is nothing: the operation ends as failed, with its report and its bad rows ready to be read. */
async function refusal(tenantId: string, operationId: string): Promise<AppError> {
  const { files } = await readReport(tenantId, operationId)
  const bad = files.reduce((sum, file) => sum + file.bad, 0)
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  return new AppError('invalid_input', {
    message: `${bad} of ${rows} rows need a decision, so nothing was written. Correct them, or leave them out.`,
  })
}

function tenantOf({ tenantId }: Context): string {
  if (!tenantId) throw new TypeError('an import belongs to a tenant')
  return tenantId
}
