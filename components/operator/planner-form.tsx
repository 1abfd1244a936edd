'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

const KINDS = ['rebalance', 'split', 'merge', 'drain'] as const
export type PlanKind = (typeof KINDS)[number]
export interface PlanWish {
  kind: PlanKind
  server: string
  to: string
  target: number
}
const TARGETS = [0.5, 0.65, 0.8, 0.9]

/** The goal of a plan; simulating makes a new plan and moves nobody. */
export function PlannerForm({
  wish,
  names,
  isAgain,
  make,
}: {
  wish: PlanWish
  names: string[]
  isAgain: boolean
  make: Action<{ kind: PlanKind; server?: string; to?: string; target: number }, { id: string }>
}) {
  const t = useWords()
  const router = useRouter()
  const [{ kind, server, to, target }, setWish] = useState(wish)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const needsServer = kind === 'split' || kind === 'drain'
  const change = (part: Partial<PlanWish>) => setWish((all) => ({ ...all, ...part }))

  async function simulate() {
    if (needsServer && !server) return setFailure(t('planner.choose'))
    setIsBusy(true)
    const input = { kind, target, ...(needsServer && { server }), ...(kind === 'split' && to && { to }) }
    const answer = await ask(make, input, t('errors.network'))
    setIsBusy(false)
    setFailure(answer.ok ? undefined : answer.message)
    if (answer.ok) router.push(`/planner?plan=${answer.data.id}`)
  }
  const choose = (label: string, value: string, first: string, set: (value: string) => void) => (
    <label className="chip op-filter">
      <em>{label}</em>
      <select value={value} onChange={(event) => set(event.target.value)}>
        <option value="">{first}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )

  return (
    <div className="mb-5">
      <div className="row flex-wrap gap-2">
        <fieldset className="seg" aria-label={t('planner.goal')}>
          {KINDS.map((each) => (
            <button
              key={each}
              type="button"
              className={each === kind ? 'on' : undefined}
              aria-pressed={each === kind}
              onClick={() => change({ kind: each })}
            >
              {t(`planner.kinds.${each}`)}
            </button>
          ))}
        </fieldset>
        {needsServer ? choose(t('planner.server'), server, '–', (value) => change({ server: value })) : null}
        {kind === 'split' ? choose(t('planner.to'), to, t('planner.toAny'), (value) => change({ to: value })) : null}
        <label className="chip op-filter">
          <em>{t('planner.target')}</em>
          <select value={target} onChange={(event) => change({ target: Number(event.target.value) })}>
            {[...new Set([...TARGETS, target])].sort().map((each) => (
              <option key={each} value={each}>
                {Math.round(each * 100)}%
              </option>
            ))}
          </select>
        </label>
        <Button icon="wand-sparkles" isBusy={isBusy} onClick={simulate}>
          {t(isAgain ? 'planner.again' : 'planner.simulate')}
        </Button>
      </div>
      <p className="mt-2 text-12 text-ink-3">{t(`planner.help.${kind}`)}</p>
      {failure ? (
        <Notice tone="bad" className="mt-3">
          {failure}
        </Notice>
      ) : null}
    </div>
  )
}
