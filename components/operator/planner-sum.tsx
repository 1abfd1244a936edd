'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

/** What is chosen, how much data and how long; and the one button that moves somebody. */
export function PlannerSum({
  planId,
  chosen,
  figures,
  operationId,
  start,
}: {
  planId: string
  chosen: number
  figures: [label: string, value: string][]
  operationId: string | null
  start: Action<{ planId: string }, { operationId: string }>
}) {
  const t = useWords()
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function run() {
    setIsBusy(true)
    const answer = await ask(start, { planId }, t('errors.network'))
    setIsBusy(false)
    setFailure(answer.ok ? undefined : answer.message)
    if (!answer.ok) return
    toast(t('planner.startedDone', { count: chosen }), { icon: 'arrow-left-right' })
    router.refresh()
  }

  return (
    <div className="panel op-plan-sum">
      {figures.map(([label, value]) => (
        <div key={label}>
          <div className="op-key">{label}</div>
          <div className="op-figure tabular-nums">{value}</div>
        </div>
      ))}
      <span className="flex-1" />
      {operationId ? (
        <a className="btn" href={`/operations/${operationId}`}>
          {t('planner.watch')}
        </a>
      ) : chosen > 0 ? (
        <Button variant="solid" isBusy={isBusy} onClick={run}>
          {t('planner.start', { count: chosen })}
        </Button>
      ) : null}
      {failure ? (
        <Notice tone="bad" className="w-full">
          {failure}
        </Notice>
      ) : null}
    </div>
  )
}
