import { createReadStream } from 'node:fs'
import { access, constants, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { findTenantById, getTenant } from '@/lib/catalog'
import { AppError, isAppError, isLocale } from '@/lib/core'
import { findImportReport, IMPORT_KINDS, type ImportKind, openBadRows, startImport, storeImportFile } from '@/lib/hr'
import { openTenant, type TenantDb } from '@/lib/tenancy'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { followOperation } from '../follow-operation'
import { printTable } from '../print-table'

const path = z.string().min(1).optional()

export const IMPORT_COMMANDS = [
  defineCommand({
    noun: 'tenant',
    verb: 'import',
    summary: "Import a company's CSV files; a row that is known already is updated",
    positionals: ['slug'],
    options: {
      departments: { help: 'CSV of departments', placeholder: 'file' },
      employees: { help: 'CSV of people', placeholder: 'file' },
      salaries: { help: 'CSV of salaries', placeholder: 'file' },
      period: { help: 'of salaries that do not say it: year or month', placeholder: 'period' },
      dryRun: { help: 'check everything and write nothing', isFlag: true },
      skipBadRows: { help: 'leave bad rows out, in place of refusing all', isFlag: true },
      badRows: { help: 'where to put the bad rows as CSV', placeholder: 'folder' },
    },
    input: z
      .strictObject({
        slug: z.string().min(1),
        departments: path,
        employees: path,
        salaries: path,
        period: z.enum(['year', 'month']).default('year'),
        dryRun: z.boolean().default(false),
        skipBadRows: z.boolean().default(false),
        badRows: path,
      })
      .refine((input) => IMPORT_KINDS.some((kind) => input[kind]), { message: 'give at least one file', path: ['employees'] }),
    run: async ({ slug, period, dryRun, skipBadRows, badRows, ...paths }, context) => {
      const tenant = await findTenantById((await getTenant(slug)).id)
      if (!tenant) throw new AppError('not_found', { message: 'There is no such tenant.' })
      const db = openTenant(tenant)
      const locale = isLocale(tenant.locale) ? tenant.locale : 'en'
      const files: { fileId: string; kind: ImportKind }[] = []
      for (const kind of IMPORT_KINDS) if (paths[kind]) files.push({ fileId: await upload(db, kind, paths[kind]), kind })
      const settings = { currency: tenant.currency, timeZone: tenant.timeZone, locale }
      const mode = skipBadRows ? ('skip-bad-rows' as const) : ('all-or-nothing' as const)
      const { id } = await startImport(db, cliPrincipal, { files, mode, isDryRun: dryRun, period }, settings)
      const failure = await followOperation(id, context).then(
        () => null,
        (error: unknown) => error,
      )
      const report = await findImportReport(db, cliPrincipal, id, locale)
      if (badRows && report) for (const { kind, bad } of report.files) if (bad > 0) await download(db, id, kind, badRows, context.progress)
      if (failure) throw failure
      return report
    },
    print: (report) => {
      if (!report) return 'Done.'
      const rows = report.files.map(({ kind, rows: all, bad, written }) => [
        kind,
        String(all),
        String(bad),
        written ? `${written.created} created, ${written.updated} updated, ${written.unchanged} unchanged` : 'nothing written',
      ])
      const problems = report.problems.map(({ kind, field, code, count, samples }) => [
        `  ${kind}${field ? `.${field}` : ''}`,
        String(count),
        samples[0] ? `row ${samples[0].line}: ${samples[0].text}` : code,
      ])
      return [printTable(['file', 'rows', 'bad', ''], rows), ...(problems.length > 0 ? [printTable(null, problems)] : [])].join('\n')
    },
  }),
]

async function upload(db: TenantDb, kind: ImportKind, file: string): Promise<string> {
  try {
    await access(file, constants.R_OK)
    return (await storeImportFile(db, cliPrincipal, { name: basename(file), content: createReadStream(file) })).fileId
  } catch (cause) {
    if (isAppError(cause)) throw cause
    throw new AppError('bad_request', {
      message: `${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
      fields: { [kind]: file },
      cause,
    })
  }
}

async function download(
  db: TenantDb,
  operationId: string,
  kind: ImportKind,
  folder: string,
  progress: (line: string) => void,
): Promise<void> {
  const { stream } = await openBadRows(db, cliPrincipal, operationId, kind)
  const file = join(folder, `${kind}-to-correct.csv`)
  await writeFile(file, stream)
  progress(`bad rows: ${file}`)
}
