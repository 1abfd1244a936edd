'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/panel'
import type { ImportKind } from '@/lib/hr'
import { ImportColumns } from './import-columns'
import { ImportSteps, type StepWords } from './import-steps'
import type { Answer, CheckInput, ImportFileView } from './import-types'
import { uploadFile } from './upload-file'

export type WizardWords = StepWords &
  Record<
    | 'drop'
    | 'dropHelp'
    | 'uploading'
    | 'reading'
    | 'uploadFailed'
    | 'tooLarge'
    | 'remove'
    | 'contains'
    | 'twice'
    | 'inFile'
    | 'inPortal'
    | 'doNotImport'
    | 'guessed'
    | 'missing'
    | 'period'
    | 'periodYear'
    | 'periodMonth'
    | 'checkButton',
    string
  >

type Props = {
  uploadUrl: string
  /** Where the import's own page is, also for an operator who works in a tenant. */
  importPath?: string
  bytesMax: number
  /** Back from a check: its files and columns. */
  initial: ImportFileView[]
  initialPeriod: 'year' | 'month'
  preview: (input: { fileId: string; kind?: ImportKind }) => Answer<ImportFileView>
  check: (input: CheckInput) => Answer<{ operationId: string }>
  words: WizardWords
}

const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** Upload and columns. From the check on, the import has an address of its own. */
export function ImportWizard({ uploadUrl, importPath = '/import', bytesMax, initial, initialPeriod, preview, check, words }: Props) {
  const router = useRouter()
  const [files, setFiles] = useState(initial)
  const [period, setPeriod] = useState(initialPeriod)
  const [doing, setDoing] = useState<string>()
  const [failures, setFailures] = useState<string[]>([])
  const [isChecking, setIsChecking] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  async function add(chosen: File[]) {
    setFailures([])
    for (const file of chosen) {
      const { name } = file
      const fail = (text: string) => setFailures((before) => [...before, fill(text, { name, megabytes: Math.round(bytesMax / 1_048_576) })])
      if (file.size > bytesMax) {
        fail(words.tooLarge)
        continue
      }
      try {
        const { fileId } = await uploadFile(uploadUrl, file, (share) =>
          setDoing(fill(words.uploading, { name, percent: Math.floor(share * 100) })),
        )
        setDoing(fill(words.reading, { name }))
        const read = await preview({ fileId })
        if (read.ok) setFiles((before) => [...before, read.data])
        else setFailures((before) => [...before, read.message])
      } catch {
        fail(words.uploadFailed)
      }
    }
    setDoing(undefined)
  }

  async function changeKind(file: ImportFileView, kind: ImportKind) {
    const read = await preview({ fileId: file.fileId, kind })
    if (read.ok) setFiles((before) => before.map((each) => (each.fileId === file.fileId ? read.data : each)))
    else setFailures([read.message])
  }

  async function start() {
    setIsChecking(true)
    setFailures([])
    const answer = await check({
      period,
      files: files.map(({ fileId, kind, columns }) => ({
        fileId,
        kind,
        mapping: Object.fromEntries(columns.flatMap(({ header, field }) => (field ? [[field, header]] : []))),
      })),
    })
    if (answer.ok) return router.push(`${importPath}/${answer.data.operationId}`)
    setIsChecking(false)
    setFailures([answer.message])
  }

  const faults = faultsOf(files, words)
  const isReady = files.length > 0 && files.every(({ problem }) => problem === null) && faults.length === 0
  return (
    <div>
      <ImportSteps current={files.length > 0 ? 1 : 0} words={words} />
      <label
        className="drop mt-5"
        onDragOver={(event) => {
          event.preventDefault()
          event.currentTarget.dataset.over = ''
        }}
        onDragLeave={(event) => delete event.currentTarget.dataset.over}
        onDrop={(event) => {
          event.preventDefault()
          delete event.currentTarget.dataset.over
          add([...event.dataTransfer.files])
        }}
      >
        <Icon name="upload" size="l" className="mb-1 text-brand-text" />
        <span className="font-medium">{words.drop}</span>
        <span className="help">{words.dropHelp}</span>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          multiple
          className="sr-only"
          disabled={doing !== undefined}
          onChange={(event) => {
            add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
      <p className="help mt-2 min-h-5 tabular-nums" role="status">
        {doing}
      </p>
      {failures.map((failure) => (
        <Notice key={failure} tone="bad" className="mt-2">
          {failure}
        </Notice>
      ))}
      {files.map((file) => (
        <ImportColumns
          key={file.fileId}
          file={file}
          words={words}
          onKind={(kind) => changeKind(file, kind)}
          onField={(header, field) =>
            setFiles((before) =>
              before.map((each) =>
                each.fileId !== file.fileId
                  ? each
                  : {
                      ...each,
                      columns: each.columns.map((column) =>
                        column.header === header
                          ? { ...column, field, isGuess: false }
                          : // A field is read from one column.
                            column.field === field && field
                            ? { ...column, field: null }
                            : column,
                      ),
                    },
              ),
            )
          }
          onRemove={() => setFiles((before) => before.filter(({ fileId }) => fileId !== file.fileId))}
        />
      ))}
      {files.some(({ kind }) => kind === 'salaries') && (
        <Field id="period" label={words.period} className="mt-6 max-w-52">
          <Select
            id="period"
            value={period}
            onChange={(event) => setPeriod(event.target.value as 'year' | 'month')}
            options={[
              { value: 'year', label: words.periodYear },
              { value: 'month', label: words.periodMonth },
            ]}
          />
        </Field>
      )}
      {files.length > 0 && (
        <div className="row mt-6 flex-wrap border-t border-line pt-5">
          <span className="help flex-1" id="faults">
            {faults.join(' ')}
          </span>
          <Button variant="solid" isBusy={isChecking} disabled={!isReady || doing !== undefined} aria-describedby="faults" onClick={start}>
            {words.checkButton}
          </Button>
        </div>
      )}
    </div>
  )
}

/** What keeps the files from being checked, in words. */
function faultsOf(files: ImportFileView[], words: WizardWords): string[] {
  const twice = files.find(({ kind }, index) => files.findIndex((each) => each.kind === kind) !== index)
  const missing = files.flatMap(({ fields, columns, problem }) =>
    problem ? [] : fields.filter(({ value, isRequired }) => isRequired && !columns.some(({ field }) => field === value)),
  )
  return [
    ...(twice ? [fill(words.twice, { kind: twice.kinds.find(({ value }) => value === twice.kind)?.label ?? '' })] : []),
    ...missing.map(({ label }) => fill(words.missing, { field: label })),
  ]
}
