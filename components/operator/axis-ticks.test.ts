import { describe, expect, it } from 'vitest'
import { axisTicks } from './axis-ticks'

describe('ticks of a time axis', () => {
  it('are round numbers from 0 that stop before the end', () => {
    expect(axisTicks(148)).toEqual([0, 50, 100])
    expect(axisTicks(250)).toEqual([0, 100, 200])
    expect(axisTicks(31)).toEqual([0, 10, 20])
  })

  it('are never more than asked for, at any length', () => {
    for (const end of [0.4, 1, 3, 9, 10, 99, 1000, 4321, 65_000]) expect(axisTicks(end).length, String(end)).toBeLessThanOrEqual(4)
  })

  it('leave room for the number at the end', () => {
    for (const end of [101, 148, 203, 999, 1001]) {
      const ticks = axisTicks(end)
      const step = (ticks[1] ?? end) - (ticks[0] ?? 0)
      expect(end - (ticks.at(-1) ?? 0), String(end)).toBeGreaterThanOrEqual(step / 2)
    }
  })

  it('of an axis without length are the zero alone', () => {
    expect(axisTicks(0)).toEqual([0])
    expect(axisTicks(Number.NaN)).toEqual([0])
  })
})
