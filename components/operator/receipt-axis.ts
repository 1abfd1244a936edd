import type { StepView } from '@/lib/operations'

export interface Span {
  name: string
  /** Milliseconds after the operation was asked for. */
  from: number
  to: number
}

/**
 * The steps of an operation on one time axis which starts when it was asked for, so that waiting for a worker is seen too.
 * A step that still runs reaches to `nowAt`; times before the start (clocks of two machines) count as the start.
 */
export function stepSpans(createdAt: string, steps: readonly StepView[], nowAt: number): { spans: Span[]; end: number } {
  const zero = Date.parse(createdAt)
  const spans: Span[] = []
  for (const step of steps) {
    if (step.startedAt === null) continue
    const from = Math.max(0, Date.parse(step.startedAt) - zero)
    const to =
      step.milliseconds !== null ? from + step.milliseconds : step.finishedAt !== null ? Date.parse(step.finishedAt) - zero : nowAt - zero
    spans.push({ name: step.name, from, to: Math.max(from, to) })
  }
  return { spans, end: Math.max(1, ...spans.map((span) => span.to)) }
}
