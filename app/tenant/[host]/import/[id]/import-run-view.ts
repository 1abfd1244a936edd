import type { ImportResult, ImportRunProps } from '@/components/portal/import-run'
import type { ImportRequest, ReadableImportReport } from '@/lib/hr'
import { type AnyField, fieldName } from '@/lib/hr'
import { isOver, type OperationView } from '@/lib/operations'
import { formatNumber, INTL_LOCALE, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'
import { stepWords } from '../import-words'

const MANY_BAD = 0.3

/** An import at whatever point it is: running, checked, written, refused or failed. */
export function importRunView(
  operation: OperationView,
  request: ImportRequest | null,
  report: ReadableImportReport | null,
  portal: Pick<Portal, 'locale'>,
  downloadPath = '/api/v1/imports',
): Omit<ImportRunProps, 'run'> {
  const { locale } = portal
  const t = translator(locale, 'import')
  return {
    operationId: operation.id,
    isOver: isOver(operation),
    isDryRun: request?.isDryRun ?? report?.outcome === 'checked',
    rowsDone: operation.steps.find(({ name }) => name === 'load')?.progress?.done ?? 0,
    locale: INTL_LOCALE[locale],
    result: report && isOver(operation) ? resultView(report, request, portal, downloadPath) : null,
    failure: operation.state === 'failed' && !report ? t('page.failedText', { message: operation.error?.message ?? '' }) : null,
    isCancelled: operation.state === 'cancelled',
    columns: (request?.files ?? []).flatMap(({ kind, mapping }) =>
      Object.entries(mapping ?? {}).map(([field, header]) => ({
        key: `${kind} ${field}`,
        header,
        field: fieldName(locale, field as AnyField),
      })),
    ),
    words: {
      ...stepWords(locale),
      title: t('page.title'),
      working: request?.isDryRun ? t('page.checking') : t('page.importing'),
      close: t('page.close'),
      rowsDone: t.raw('page.rowsDone'),
      failed: t('page.failed'),
      cancelled: t('page.cancelled'),
      columns: t('page.columns'),
      inFile: t('page.inFile'),
      inPortal: t('page.inPortal'),
      decision: t('page.decision'),
      row: t('page.row'),
      subject: t('page.subject'),
      column: t('page.column'),
      value: t('page.value'),
      why: t('page.why'),
      files: t('page.files'),
      fileRows: t('page.fileRows'),
      fileReady: t('page.fileReady'),
      fileBad: t('page.fileBad'),
      created: t('page.created'),
      updated: t('page.updated'),
      unchanged: t('page.unchanged'),
      existing: t('page.existing'),
      manyBad: t('page.manyBad'),
      back: t('page.back'),
      open: t('page.open'),
      again: t('page.again'),
    },
  }
}

function resultView(
  report: ReadableImportReport,
  request: ImportRequest | null,
  { locale }: Pick<Portal, 'locale'>,
  downloadPath: string,
): ImportResult {
  const t = translator(locale, 'import')
  const number = (value: number) => formatNumber(value, locale)
  const sum = (key: 'ready' | 'bad' | 'rows') => report.files.reduce((total, file) => total + file[key], 0)
  const [ready, bad, rows] = [sum('ready'), sum('bad'), sum('rows')]
  const seconds = number(Math.round(report.milliseconds / 100) / 10)
  const isWritten = report.outcome === 'written'
  const em = (text: string) => `<em>${text}</em>`
  const columnOf = (kind: string, field: string | null) =>
    (field && request?.files.find((file) => file.kind === kind)?.mapping?.[field as AnyField]) || field || ''
  return {
    outcome: report.outcome,
    sentence: isWritten
      ? t.markup(bad > 0 ? 'page.doneLeft' : 'page.done', { count: ready, bad, em })
      : t.markup(ready === 0 ? 'page.noneReady' : bad > 0 ? 'page.readyAnd' : 'page.ready', { count: ready, bad, em }),
    text: isWritten ? t('page.doneText', { seconds, people: report.peopleAfter ?? 0 }) : t('page.nothingWritten', { seconds }),
    notes: [
      ...(report.headsUnknown > 0 ? [t('page.headsUnknown', { count: report.headsUnknown })] : []),
      ...(report.leavingDatesFilled > 0 ? [t('page.leavingFilled', { count: report.leavingDatesFilled })] : []),
    ],
    hasManyBad: rows > 0 && bad / rows > MANY_BAD,
    files: report.files.map((file) => ({
      name: file.name,
      kind: t(`kinds.${file.kind}`),
      rows: number(file.rows),
      ready: number(file.ready),
      bad: number(file.bad),
      written: file.written && {
        created: number(file.written.created),
        updated: number(file.written.updated),
        unchanged: number(file.written.unchanged),
      },
      download:
        file.bad > 0
          ? {
              href: `${downloadPath}/${report.operationId}/errors/${file.kind}`,
              label: t('page.downloadKind', { count: file.bad, kind: t(`kinds.${file.kind}`) }),
            }
          : null,
    })),
    groups: report.problems.map((group) => ({
      key: `${group.kind} ${group.field} ${group.code}`,
      name: problemName(t, group.code),
      count: number(group.count),
      shown: t('page.shown', { shown: Math.min(group.samples.length, group.count), count: group.count }),
      rows: group.samples.map((sample) => ({
        line: number(sample.line),
        subject: sample.subject,
        column: columnOf(group.kind, group.field),
        value: sample.value,
        text: sample.text,
        suggestion: sample.suggestion && t('page.did', { suggestion: sample.suggestion }),
      })),
    })),
    importButton:
      request && !isWritten && ready > 0
        ? {
            mode: bad > 0 ? ('skip-bad-rows' as const) : ('all-or-nothing' as const),
            label:
              bad > 0 ? t('page.importSome', { count: number(ready), bad: number(bad) }) : t('page.importAll', { count: number(ready) }),
          }
        : null,
  }
}

function problemName(t: ReturnType<typeof translator<'import'>>, code: string): string {
  const loose = t as unknown as { (key: string): string; has(key: string): boolean }
  return loose.has(`problemNames.${code}`) ? loose(`problemNames.${code}`) : code
}
