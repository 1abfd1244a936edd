'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice, Progress } from '@/components/ui/panel'
import type { Answer } from './import-types'
import { useLiveOperation } from './use-live-operation'

export interface ExportRow {
  id: string
  started: string
  /** What is in it, why there is none, or where it stands. */
  note: string
  until: string | null
  href: string | null
  isRunning: boolean
  done: number
  total: number | null
}
export interface ExportListProps {
  rows: ExportRow[]
  /** The live stream of an operation, before its id and behind it. */
  watchPath: [before: string, after: string]
  locale: string
  words: Record<'start' | 'cancel' | 'download' | 'none' | 'progress' | 'running', string>
  start: (input: { slug: string }) => Answer<unknown>
  cancel: (input: { id: string; slug: string }) => Answer<unknown>
  /** Of which tenant, where the address does not say it. */
  of?: { slug: string }
}

/** Exports of one tenant: one button to make another, and each with its progress or its link. */
export function ExportList({ rows, words, start, ...rest }: ExportListProps) {
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const isRunning = rows.some((each) => each.isRunning)

  async function begin() {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await start({ slug: '', ...rest.of })
    setIsBusy(false)
    if (!answer.ok) setFailure(answer.message)
  }

  return (
    <>
      <Button variant="solid" icon="archive" isBusy={isBusy} disabled={isRunning} onClick={begin}>
        {words.start}
      </Button>
      {failure && (
        <Notice tone="bad" className="mt-4">
          {failure}
        </Notice>
      )}
      {rows.length === 0 ? <p className="mt-4 text-ink-3">{words.none}</p> : null}
      <ul className="mt-4">
        {rows.map((each) => (
          <li key={each.id} className="row min-h-11 flex-wrap gap-y-1 border-b border-line py-2">
            {each.isRunning ? <Running row={each} words={words} {...rest} onFailure={setFailure} /> : <Finished row={each} words={words} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Finished({ row, words }: { row: ExportRow; words: ExportListProps['words'] }) {
  return (
    <>
      <Icon name={row.href ? 'archive' : 'circle-dashed'} className="text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="tabular-nums">{row.started}</span>
        <span className="block text-12 text-ink-3">
          {row.note}
          {row.until ? ` · ${row.until}` : ''}
        </span>
      </span>
      {row.href ? (
        <a className={buttonClass({ size: 'sm' })} href={row.href} download>
          <Icon name="download" size="s" />
          {words.download}
        </a>
      ) : null}
    </>
  )
}

type RunningProps = Pick<ExportListProps, 'words' | 'watchPath' | 'locale' | 'cancel' | 'of'> & {
  row: ExportRow
  onFailure: (message: string) => void
}

function Running({ row, words, watchPath, locale, cancel, of, onFailure }: RunningProps) {
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const live = useLiveOperation(
    `${watchPath[0]}${row.id}${watchPath[1]}`,
    useCallback(() => router.refresh(), [router]),
  )
  const at = live?.steps.find(({ name }) => name === 'archive')?.progress
  const [done, total] = [at?.done ?? row.done, at?.total ?? row.total]
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)

  async function stop() {
    setIsBusy(true)
    const answer = await cancel({ slug: '', ...of, id: row.id })
    if (answer.ok) return
    setIsBusy(false)
    onFailure(answer.message)
  }

  return (
    <>
      <span className="min-w-0 flex-1">
        <Progress
          done={done}
          total={total ?? undefined}
          label={words.running}
          text={total ? words.progress.replace('{done}', number(done)).replace('{total}', number(total)) : words.running}
        />
      </span>
      <Button size="sm" isBusy={isBusy} onClick={stop}>
        {words.cancel}
      </Button>
    </>
  )
}
