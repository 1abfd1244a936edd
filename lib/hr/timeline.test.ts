import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anniversaryDates } from './anniversaries'
import { personChanges } from './person-changes'
import { buildTimeline, chooseRange, lastDay, type MonthlyEvents, monthOf, payAtEndOf, timelineRanges, unitOf } from './timeline'

const TODAY = '2026-11-23'
const at = (month: string, joined: number, left = 0): MonthlyEvents => ({ month: monthOf(`${month}-01`), joined, left })

describe('the headcount line', () => {
  test('of a history that ended long ago covers that history, in years', () => {
    const events = [at('1985-03', 5), at('1990-01', 2, 1), at('2002-07', 0, 1)]
    expect(chooseRange(events, TODAY)).toBe('all')
    const ranges = timelineRanges(events, TODAY)
    expect(ranges.all).toEqual({ from: '1985-01-01', to: '2002-12-31' })
    expect(unitOf('all', monthOf(ranges.all.from), monthOf(ranges.all.to))).toBe('year')
    const line = buildTimeline(events, ranges.all, 'year')
    expect(line).toHaveLength(18)
    expect(line[0]).toEqual({ from: '1985-01-01', to: '1985-12-31', joined: 5, left: 0, headcount: 5 })
    expect(line.at(-1)).toMatchObject({ from: '2002-01-01', joined: 0, left: 1, headcount: 5 })
  })

  test('shows the last two years by month when enough happened in them, with everybody before in its first value', () => {
    const events = [at('2001-01', 100), at('2026-02', 6, 1)]
    expect(chooseRange(events, TODAY)).toBe('2y')
    const line = buildTimeline(events, timelineRanges(events, TODAY)['2y'], 'month')
    expect(line).toHaveLength(24)
    expect(line[0]).toMatchObject({ from: '2024-12-01', to: '2024-12-31', joined: 0, headcount: 100 })
    expect(line.at(-1)).toMatchObject({ to: '2026-11-30', headcount: 105 })
  })

  test('of a young company goes by month, and of an empty one has no points', () => {
    const events = [at('2025-01', 3)]
    const { all } = timelineRanges(events, TODAY)
    expect(unitOf('all', monthOf(all.from), monthOf(all.to))).toBe('month')
    expect(buildTimeline([], timelineRanges([], TODAY)['5y'], 'quarter')).toEqual([])
  })

  test('ends, in every unit and range, with all joined less all who left by then', () => {
    const month = fc.integer({ min: monthOf('1980-01-01'), max: monthOf(TODAY) })
    const event = fc.record({ month, joined: fc.nat(50), left: fc.nat(5) })
    fc.assert(
      fc.property(
        fc.uniqueArray(event, { selector: (each) => each.month, minLength: 1 }),
        fc.constantFrom('2y', '5y', 'all'),
        (unsorted, range) => {
          const events = unsorted.sort((a, b) => a.month - b.month)
          const period = timelineRanges(events, TODAY)[range]
          const unit = unitOf(range, monthOf(period.from), monthOf(period.to))
          const line = buildTimeline(events, period, unit)
          const sum = (of: (each: MonthlyEvents) => number) => events.reduce((total, each) => total + of(each), 0)
          expect(line.at(-1)!.headcount).toBe(sum(({ joined, left }) => joined - left))
          for (const [index, point] of line.entries()) {
            const before = index > 0 ? line[index - 1]! : undefined
            if (before) expect(point.headcount).toBe(before.headcount + point.joined - point.left)
          }
          expect(line[0]!.from <= period.from && line.at(-1)!.to >= period.to).toBe(true)
        },
      ),
    )
  })

  test('carries what a month of pay cost, by currency, the largest first', () => {
    const pay = [
      { month: monthOf('2026-01-01'), currency: 'USD', yearlyMinor: 120_000 },
      { month: monthOf('2026-02-01'), currency: 'KRW', yearlyMinor: 600_000 },
      { month: monthOf('2026-03-01'), currency: 'USD', yearlyMinor: -120_000 },
    ]
    const period = { from: '2026-01-01', to: '2026-03-31' }
    const line = buildTimeline([at('2026-01', 1)], period, 'month')
    expect(payAtEndOf(line, pay)).toEqual([
      [{ currency: 'USD', amountMinor: 10_000 }],
      [
        { currency: 'KRW', amountMinor: 50_000 },
        { currency: 'USD', amountMinor: 10_000 },
      ],
      [{ currency: 'KRW', amountMinor: 50_000 }],
    ])
  })

  test('knows the last day of February', () => {
    expect([lastDay(monthOf('2024-02-01')), lastDay(monthOf('2026-02-01'))]).toEqual(['2024-02-29', '2026-02-28'])
  })
})

describe('anniversaries', () => {
  test('are found over the turn of a year, and today counts', () => {
    const found = anniversaryDates('2026-12-20', 30, 2020)
    expect(found.get('2025-12-20')).toBe('2026-12-20')
    expect(found.get('2026-01-05')).toBe('2027-01-05')
    expect(found.get('2026-12-20')).toBeUndefined()
    expect(found.get('2020-01-19')).toBeUndefined()
  })

  test('of 29 February are on the 28th in other years', () => {
    expect(anniversaryDates('2026-02-20', 30, 2020).get('2020-02-29')).toBe('2026-02-28')
    expect(anniversaryDates('2028-02-20', 30, 2020).get('2020-02-29')).toBe('2028-02-29')
    expect([...anniversaryDates('2026-02-01', 28, 2021).keys()]).not.toContain('2021-02-29')
  })
})

describe('the list of changes', () => {
  const step = (fromDate: string, amountMinor: number, isPlanned = false) => ({
    amountMinor,
    currency: 'USD',
    period: 'year' as const,
    fromDate,
    toDate: null,
    isPlanned,
  })
  const facts = { hiredOn: '2001-05-01', leftOn: null, departmentName: 'Sales' }

  test('joins the first pay to the hiring if it began with it', () => {
    const changes = personChanges(facts, [step('2001-05-01', 1), step('2002-05-01', 2)], TODAY)
    expect(changes.map(({ kind, on }) => [kind, on])).toEqual([
      ['salary', '2002-05-01'],
      ['hired', '2001-05-01'],
    ])
    expect(changes[0]).toMatchObject({ from: { amountMinor: 1 }, to: { amountMinor: 2 } })
    expect(changes[1]).toMatchObject({ pay: { amountMinor: 1 } })
  })

  test('shows a first pay of a later day for itself, and planned changes on top', () => {
    const changes = personChanges({ ...facts, leftOn: '2027-01-31' }, [step('2003-01-01', 1), step('2027-01-01', 2, true)], TODAY)
    expect(changes.map(({ kind, isPlanned }) => [kind, isPlanned])).toEqual([
      ['left', true],
      ['salary', true],
      ['salary', false],
      ['hired', false],
    ])
    expect(changes[2]).toMatchObject({ from: null, to: { amountMinor: 1 } })
  })

  test('tells nothing of pay to who may not see it', () => {
    expect(personChanges(facts, undefined, TODAY)).toEqual([
      { kind: 'hired', on: '2001-05-01', isPlanned: false, departmentName: 'Sales', pay: null },
    ])
  })
})
