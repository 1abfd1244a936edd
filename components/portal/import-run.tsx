'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/panel'
import { TableScroll } from '@/components/ui/table'
import { ImportProblems, type ProblemGroupView } from './import-problems'
import { ImportSteps, type StepWords } from './import-steps'
import type { Answer } from './import-types'
import { useLiveOperation } from './use-live-operation'

export type ImportResult = {
  outcome: 'checked' | 'written' | 'refused'
  /** Markup of ours: text and <em>. */
  sentence: string
  text: string
  notes: string[]
  hasManyBad: boolean
  files: {
    name: string
    kind: string
    rows: string
    ready: string
    bad: string
    written: { created: string; updated: string; unchanged: string } | null
    download: { href: string; label: string } | null
  }[]
  groups: ProblemGroupView[]
  importButton: { mode: 'all-or-nothing' | 'skip-bad-rows'; label: string } | null
}

export type ImportRunWords = StepWords &
  Record<
    | 'title'
    | 'working'
    | 'close'
    | 'rowsDone'
    | 'failed'
    | 'cancelled'
    | 'columns'
    | 'inFile'
    | 'inPortal'
    | 'decision'
    | 'row'
    | 'subject'
    | 'column'
    | 'value'
    | 'why'
    | 'files'
    | 'fileRows'
    | 'fileReady'
    | 'fileBad'
    | 'created'
    | 'updated'
    | 'unchanged'
    | 'existing'
    | 'manyBad'
    | 'back'
    | 'open'
    | 'again',
    string
  >

export type ImportRunProps = {
  operationId: string
  isOver: boolean
  isDryRun: boolean
  rowsDone: number
  locale: string
  result: ImportResult | null
  failure: string | null
  isCancelled: boolean
  columns: { key: string; header: string; field: string }[]
  run: (input: { operationId: string; mode: 'all-or-nothing' | 'skip-bad-rows' }) => Answer<{ operationId: string }>
  words: ImportRunWords
  /** Where import and people are; an operator works in a tenant from the back office. */
  paths?: { import: string; people: string }
}

const PATHS = { import: '/import', people: '/people' }

/** A check or an import, while it runs and when it is over. Unknown length shows counted rows, not a bar that guesses. */
export function ImportRun(props: ImportRunProps) {
  const { operationId, isOver, isDryRun, result, failure, isCancelled, words, paths = PATHS } = props
  const step = !isOver || failure || isCancelled ? (isDryRun ? 2 : 3) : result?.outcome === 'written' ? 4 : 2
  return (
    <div className="page">
      <header className="page-head mb-4 flex-wrap">
        <h1>{words.title}</h1>
        <span className="flex-1" />
        <ImportSteps current={step} words={words} />
      </header>
      {!isOver ? (
        <Running {...props} />
      ) : result ? (
        <Result {...props} result={result} />
      ) : (
        <>
          <Notice tone="bad">
            <p className="font-semibold">{words.failed}</p>
            <p>{isCancelled ? words.cancelled : failure}</p>
          </Notice>
          <a className={buttonClass({}, 'mt-4')} href={`${paths.import}?from=${operationId}`}>
            {words.back}
          </a>
        </>
      )}
    </div>
  )
}

function Running({ operationId, rowsDone, locale, words }: ImportRunProps) {
  const router = useRouter()
  const live = useLiveOperation(
    `/api/v1/operations/${operationId}/events`,
    useCallback(() => router.refresh(), [router]),
  )
  const done = live?.steps.find(({ name }) => name === 'load')?.progress?.done ?? rowsDone
  return (
    <section>
      <p className="lead">{words.working}</p>
      <p className="mt-1 text-ink-2">{words.close}</p>
      <p className="stat-value mt-8">{words.rowsDone.replace('{count}', new Intl.NumberFormat(locale).format(done))}</p>
    </section>
  )
}

function Result({ operationId, columns, run, result, words, paths = PATHS }: ImportRunProps & { result: ImportResult }) {
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { importButton } = result

  async function start(mode: 'all-or-nothing' | 'skip-bad-rows') {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await run({ operationId, mode })
    if (answer.ok) return router.push(`${paths.import}/${answer.data.operationId}`)
    setIsBusy(false)
    setFailure(answer.message)
  }

  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own sentence with numbers */}
      <p className="lead mb-1" dangerouslySetInnerHTML={{ __html: result.sentence }} />
      <p className="mb-5 text-ink-2">{result.text}</p>
      {result.hasManyBad && result.outcome !== 'written' && (
        <Notice tone="warn" className="mb-5">
          {words.manyBad}
        </Notice>
      )}
      {result.notes.map((note) => (
        <Notice key={note} className="mb-3">
          {note}
        </Notice>
      ))}
      <Files files={result.files} words={words} />
      {result.groups.length > 0 && (
        <div className="import-grid mt-8">
          <Columns columns={columns} words={words} />
          <ImportProblems groups={result.groups} downloads={result.files.flatMap(({ download }) => download ?? [])} words={words} />
        </div>
      )}
      {failure && (
        <Notice tone="bad" className="mt-6">
          {failure}
        </Notice>
      )}
      <footer className="row mt-8 flex-wrap border-t border-line pt-5">
        <span className="help flex-1">{importButton && words.existing}</span>
        {result.outcome === 'written' ? (
          <>
            <a className={buttonClass()} href={paths.import}>
              {words.again}
            </a>
            <a className={buttonClass({ variant: 'solid' })} href={paths.people}>
              {words.open}
            </a>
          </>
        ) : (
          <>
            <a className={buttonClass()} href={`${paths.import}?from=${operationId}`}>
              {words.back}
            </a>
            {importButton && (
              <Button variant="solid" isBusy={isBusy} onClick={() => start(importButton.mode)}>
                {importButton.label}
              </Button>
            )}
          </>
        )}
      </footer>
    </>
  )
}

function Files({ files, words }: { files: ImportResult['files']; words: ImportRunWords }) {
  const isWritten = files.some(({ written }) => written)
  return (
    <TableScroll label={words.files}>
      <table className="table dense flush">
        <thead>
          <tr>
            <th scope="col">{words.files}</th>
            <th scope="col" aria-label={words.files} />
            <th scope="col" className="n">
              {words.fileRows}
            </th>
            <th scope="col" className="n">
              {words.fileReady}
            </th>
            <th scope="col" className="n">
              {words.fileBad}
            </th>
            {isWritten &&
              [words.created, words.updated, words.unchanged].map((label) => (
                <th key={label} scope="col" className="n">
                  {label}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.kind}>
              <td className="font-medium">{file.kind}</td>
              <td className="text-ink-3">{file.name}</td>
              <td className="n">{file.rows}</td>
              <td className="n">{file.ready}</td>
              <td className="n">{file.bad}</td>
              {isWritten &&
                [file.written?.created, file.written?.updated, file.written?.unchanged].map((value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three columns
                  <td key={index} className="n">
                    {value ?? '–'}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Columns({ columns, words }: Pick<ImportRunProps, 'columns' | 'words'>) {
  return (
    <section aria-labelledby="columns">
      <h2 id="columns" className="mb-2">
        {words.columns}
      </h2>
      <table className="table dense flush">
        <thead>
          <tr>
            <th scope="col">{words.inFile}</th>
            <th scope="col">{words.inPortal}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.key}>
              <td className="mono">{column.header}</td>
              <td>{column.field}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
