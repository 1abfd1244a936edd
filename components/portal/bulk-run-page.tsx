'use client'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Progress } from '@/components/ui/panel'
import { TableScroll } from '@/components/ui/table'
import { useLiveOperation } from './use-live-operation'

export type BulkRunPageProps = {
  id: string
  isOver: boolean
  done: number
  total: number
  sentence: string
  notes: string[]
  failed?: string
  failures: { person: { id: string; name: string } | null; why: string }[]
  words: Record<'title' | 'working' | 'close' | 'person' | 'why' | 'gone' | 'back', string>
}

/** How far a change for many people is, and then who could not be changed and why. */
export function BulkRunPage({ id, isOver, done, total, sentence, notes, failed, failures, words }: BulkRunPageProps) {
  const router = useRouter()
  const onOver = useCallback(() => router.refresh(), [router])
  const live = useLiveOperation(isOver ? null : `/api/v1/bulk-changes/${id}/events`, onOver)
  const at = live?.steps[0]?.progress?.done ?? done
  return (
    <div className="page page-settings">
      <header className="page-head">
        <div className="min-w-0 flex-1">
          <h1 className="text-12 font-normal tracking-normal text-ink-3">{words.title}</h1>
          <p className="lead">{sentence}</p>
        </div>
        <a className={buttonClass()} href="/people">
          {words.back}
        </a>
      </header>
      {!isOver && (
        <>
          <Progress done={at} total={total} label={words.title} text={words.working.replace('{done}', String(at))} />
          <p className="mt-3 text-ink-2">{words.close}</p>
        </>
      )}
      {notes.map((note) => (
        <p key={note} className="text-ink-2">
          {note}
        </p>
      ))}
      {failed && (
        <section className="mt-6" aria-labelledby="bulk-failed">
          <h2 id="bulk-failed" className="mb-2">
            {failed}
          </h2>
          <TableScroll label={failed}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.person}</th>
                  <th scope="col">{words.why}</th>
                </tr>
              </thead>
              <tbody>
                {failures.map(({ person, why }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change
                  <tr key={index}>
                    <td>
                      {person ? (
                        <a className="link" href={`/people/${person.id}`}>
                          {person.name}
                        </a>
                      ) : (
                        words.gone
                      )}
                    </td>
                    <td>{why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </section>
      )}
    </div>
  )
}
