'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

type Failure = { ok: false; message: string }
type Answer = Promise<{ ok: true } | Failure>
export type CancelPlan = {
  cancelJob: (input: { personId: string; changeId: string }) => Answer
  cancelPay: (input: { personId: string; fromDate: string }) => Answer
}
/** `id`: of a change of job, or the first day of a pay. */
export type Plan = { kind: 'job' | 'pay'; id: string; text: string }
export type Reveal = (input: { personId: string }) => Promise<{ ok: true; data: { nationalId: string | null } } | Failure>

export function TakeBack({ personId, plan, actions, label }: { personId: string; plan: Plan; actions: CancelPlan; label: string }) {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  return (
    <>
      {failure && (
        <span className="help help-bad" role="alert">
          {failure}
        </span>
      )}
      <Button
        size="sm"
        isBusy={isBusy}
        onClick={async () => {
          setIsBusy(true)
          const result = await (plan.kind === 'job'
            ? actions.cancelJob({ personId, changeId: plan.id })
            : actions.cancelPay({ personId, fromDate: plan.id }))
          setIsBusy(false)
          setFailure(result.ok ? undefined : result.message)
        }}
      >
        {label}
      </Button>
    </>
  )
}

/** The end of a number until somebody asks for the whole, which is written down. */
export function RevealNumber({ personId, masked, action, label }: { personId: string; masked: string; action: Reveal; label: string }) {
  const [shown, setShown] = useState<string>()
  return (
    <span className="row gap-2">
      <span aria-live="polite">{shown ?? masked}</span>
      {shown === undefined && (
        <Button
          variant="ghost"
          size="sm"
          icon="eye"
          onClick={async () => {
            const result = await action({ personId })
            setShown(result.ok ? (result.data.nationalId ?? masked) : result.message)
          }}
        >
          {label}
        </Button>
      )}
    </span>
  )
}
