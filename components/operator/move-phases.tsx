import { Icon } from '@/components/ui'
import type { OperationView } from './live-operation'
import { durationWord, stepWord, type Words } from './words'

/** The steps side by side: done in green with the measured time, running in blue, coming in grey. */
export function MovePhases({ t, steps, nowAt, share }: { t: Words; steps: OperationView['steps']; nowAt: number; share: number }) {
  return (
    <ol className="op-phases" aria-label={t('moves.steps')}>
      {steps.map((step) => {
        const isDone = step.state === 'done' || step.state === 'skipped'
        const part = isDone ? 1 : step.state !== 'running' ? 0 : step.name === 'copy' ? share : 0.5
        const took =
          step.milliseconds ?? (step.state === 'running' && step.startedAt ? Math.max(0, nowAt - Date.parse(step.startedAt)) : null)
        return (
          <li key={step.name} className={`is-${step.state}`}>
            <span className="op-phase-bar" aria-hidden="true">
              <span style={{ width: `${part * 100}%` }} />
            </span>
            <span className="row gap-1.5">
              {isDone ? <Icon name="check" size="s" className="text-ok" /> : null}
              {step.state === 'failed' ? <Icon name="circle-x" size="s" className="text-bad" /> : null}
              <b>{stepWord(t, step.name)}</b>
              <span className="text-12 text-ink-2 tabular-nums">{took === null ? '' : durationWord(t, took)}</span>
              <span className="sr-only">{t(`stepStates.${step.state}`)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
