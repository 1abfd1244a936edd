'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Checkbox, Notice, Table, Th } from '@/components/ui'
import { type Action, ask } from './action-result'
import { type Pattern, PatternGlyph } from './pattern-glyph'
import { useWords } from './use-words'

export interface PlannedLine {
  position: number
  slug: string
  name: string
  pattern: Pattern
  from: string
  to: string
  size: string
  reason: string
  effect: string
  isStruck: boolean
  moveId: string | null
  state: string | null
}

/** Each proposal with its reason and effect. A tick is kept at once, and the sums of the page follow it. */
export function PlannerTable({
  planId,
  lines,
  isStarted,
  strike,
}: {
  planId: string
  lines: PlannedLine[]
  isStarted: boolean
  strike: Action<{ planId: string; positions: number[]; isStruck: boolean }>
}) {
  const t = useWords()
  const router = useRouter()
  const [changed, setChanged] = useState<Record<number, boolean>>({})
  const [failure, setFailure] = useState<string>()
  const isStruck = (line: PlannedLine) => changed[line.position] ?? line.isStruck

  async function turn(line: PlannedLine) {
    const next = !isStruck(line)
    setChanged((all) => ({ ...all, [line.position]: next }))
    const answer = await ask(strike, { planId, positions: [line.position], isStruck: next }, t('errors.network'))
    setFailure(answer.ok ? undefined : answer.message)
    if (!answer.ok) setChanged((all) => ({ ...all, [line.position]: !next }))
    router.refresh()
  }

  return (
    <>
      <div className="op-bleed">
        <Table aria-label={t('planner.table')}>
          <thead>
            <tr>
              <td className="w-9" />
              <Th>{t('planner.move')}</Th>
              <Th className="wide-only">{t('planner.fromTo')}</Th>
              <Th isNumber>{t('planner.bytes')}</Th>
              <Th className="wide-only">{t('planner.reason')}</Th>
              <Th isNumber className="wide-only">
                {t('planner.effect')}
              </Th>
              {isStarted ? <Th>{t('planner.state')}</Th> : null}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.position} className={isStruck(line) ? 'op-struck' : undefined}>
                <td>
                  <Checkbox
                    checked={!isStruck(line)}
                    disabled={isStarted}
                    aria-label={t('planner.strike', { name: line.name })}
                    onChange={() => turn(line)}
                  />
                </td>
                <td className="op-grow">
                  <span className="op-name">
                    <PatternGlyph pattern={line.pattern} />
                    <a href={`/tenants/${line.slug}`}>{line.name}</a>
                  </span>
                </td>
                <td className="mono wide-only">
                  {line.from} → {line.to}
                </td>
                <td className="n">{line.size}</td>
                <td className="wide-only text-ink-2">{line.reason}</td>
                <td className="n wide-only">{line.effect}</td>
                {isStarted ? (
                  <td>{line.moveId ? <a href={`/operations/${line.moveId}`}>{line.state}</a> : <span className="text-ink-3">–</span>}</td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {failure ? <Notice tone="bad">{failure}</Notice> : null}
    </>
  )
}
