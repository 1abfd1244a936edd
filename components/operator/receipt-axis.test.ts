import { describe, expect, it } from 'vitest'
import type { StepView } from '@/lib/operations'
import { stepSpans } from './receipt-axis'

const ZERO = '2026-11-22T10:00:00.000Z'
const at = (ms: number) => new Date(Date.parse(ZERO) + ms).toISOString()
const step = (name: string, from: number | null, to: number | null, milliseconds: number | null = null): StepView => ({
  name,
  state: from === null ? 'waiting' : to === null ? 'running' : 'done',
  attempts: 1,
  startedAt: from === null ? null : at(from),
  finishedAt: to === null ? null : at(to),
  milliseconds,
  progress: null,
})

describe('steps on one axis', () => {
  it('start when the operation was asked for and end with the last step', () => {
    expect(stepSpans(ZERO, [step('place', 6, 17), step('gate', 17, 31)], 0)).toEqual({
      spans: [
        { name: 'place', from: 6, to: 17 },
        { name: 'gate', from: 17, to: 31 },
      ],
      end: 31,
    })
  })

  it('take the measured milliseconds before the rounded clock', () => {
    expect(stepSpans(ZERO, [step('place', 6, 17, 10.4)], 0).end).toBeCloseTo(16.4)
  })

  it('let a running step reach to now, and leave a waiting one out', () => {
    expect(stepSpans(ZERO, [step('place', 6, null), step('gate', null, null)], Date.parse(ZERO) + 80).spans).toEqual([
      { name: 'place', from: 6, to: 80 },
    ])
  })

  it('never run backwards when two clocks differ', () => {
    expect(stepSpans(ZERO, [step('place', -40, -30)], 0).spans).toEqual([{ name: 'place', from: 0, to: 0 }])
    expect(stepSpans(ZERO, [step('place', 50, null)], Date.parse(ZERO) + 20).spans).toEqual([{ name: 'place', from: 50, to: 50 }])
  })
})
