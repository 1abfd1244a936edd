'use client'
import { Icon } from '@/components/ui/icon'
import type { StepView } from '@/lib/operations'
import { axisTicks } from './axis-ticks'
import { stepSpans } from './receipt-axis'

export interface ReceiptLabels {
  step: (name: string) => string
  state: (state: StepView['state']) => string
  milliseconds: (value: number) => string
  axis: string
}

/** Behind this share of the axis a tick has no number: the end's own stands there. */
const LABEL_UNTIL = 0.78

/** Each step of an operation with its milliseconds, all on one time axis. */
export function Receipt({
  createdAt,
  steps,
  nowAt,
  labels,
}: {
  createdAt: string
  steps: StepView[]
  nowAt: number
  labels: ReceiptLabels
}) {
  const { spans, end } = stepSpans(createdAt, steps, nowAt)
  const ticks = axisTicks(end)
  const at = (value: number) => `${(value / end) * 100}%`
  return (
    <div className="op-axis-box">
      <ol className="op-steps">
        {steps.map((step) => {
          const span = spans.find(({ name }) => name === step.name)
          return (
            <li key={step.name} className={step.state}>
              <span className="what">
                <StepIcon state={step.state} />
                {labels.step(step.name)}
                <span className="sr-only">, {labels.state(step.state)}</span>
              </span>
              <span className="op-track" aria-hidden="true">
                {ticks.map((tick) => (
                  <s key={tick} style={{ left: at(tick) }} />
                ))}
                {span ? <i className={step.state} style={{ left: at(span.from), width: at(span.to - span.from) }} /> : null}
              </span>
              <span className="ms">{span && step.state !== 'skipped' ? labels.milliseconds(span.to - span.from) : ''}</span>
            </li>
          )
        })}
      </ol>
      {spans.length > 0 ? (
        <div className="op-ticks" aria-hidden="true">
          <div>
            {ticks
              .filter((tick) => tick <= end * LABEL_UNTIL)
              .map((tick) => (
                <span key={tick} style={{ left: at(tick) }}>
                  {tick > 0 && end >= 1000 ? labels.milliseconds(tick) : tick}
                </span>
              ))}
            <span style={{ left: '100%' }}>{labels.milliseconds(end)}</span>
          </div>
        </div>
      ) : null}
    </div>
  )
}

export function StepIcon({ state }: { state: StepView['state'] }) {
  if (state === 'done') return <Icon name="check" size="s" className="text-ok" />
  if (state === 'failed') return <Icon name="x" size="s" className="text-bad" />
  if (state === 'running') return <span className="ring text-info" aria-hidden="true" />
  return <Icon name={state === 'skipped' ? 'minus' : 'circle-dashed'} size="s" className="text-ink-3" />
}
