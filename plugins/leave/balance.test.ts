import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOf, type Claim, entitledHalfDays } from './balance'
import { type Calendar, dayOf, daysFrom, isWorkingDay, overlaps, WEEKDAYS, withinYear, workingHalfDays, yearOf } from './working-days'

const day = fc.integer({ min: 0, max: 4 * 366 }).map((n) => dayOf(new Date(Date.UTC(2024, 0, 1 + n))))
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 40 }))
  .map(([from, length]) => ({ from, to: dayOf(new Date(Date.parse(from) + length * 86_400_000)) }))
const absence = fc.oneof(
  span.map((each) => ({ ...each, part: 'day' as const })),
  fc.tuple(day, fc.constantFrom('morning' as const, 'afternoon' as const)).map(([on, part]) => ({ from: on, to: on, part })),
)
const calendar: fc.Arbitrary<Calendar> = fc.record({
  workDays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }).map((days) => new Set(days)),
  holidays: fc.array(day, { maxLength: 30 }).map((days) => new Set(days)),
})
const rules = fc.record({
  halfDaysPerYear: fc.integer({ min: 0, max: 80 }),
  carryOverHalfDays: fc.integer({ min: 0, max: 40 }),
  firstYear: fc.integer({ min: 2024, max: 2026 }),
})
const employment = fc.record({ hiredOn: day, leftOn: fc.option(day) })
const claims = fc.array(
  fc.tuple(absence, fc.constantFrom('requested' as const, 'approved' as const)).map(([each, state]): Claim => ({ ...each, state })),
  { maxLength: 12 },
)

describe('working days', () => {
  test('of two halves of a span are those of the whole', () => {
    fc.assert(
      fc.property(span, calendar, fc.integer({ min: 0, max: 40 }), ({ from, to }, cal, cut) => {
        const days = daysFrom(from, to)
        const [a, b] = [days.slice(0, cut), days.slice(cut)]
        const count = (part: string[]) => (part.length ? workingHalfDays({ from: part[0]!, to: part.at(-1)!, part: 'day' }, cal) : 0)
        expect(count(a) + count(b)).toBe(workingHalfDays({ from, to, part: 'day' }, cal))
      }),
    )
  })

  test('are never more than the days, and a holiday or a free weekday is none', () => {
    fc.assert(
      fc.property(span, calendar, ({ from, to }, cal) => {
        const days = daysFrom(from, to)
        const half = workingHalfDays({ from, to, part: 'day' }, cal)
        expect(half).toBe(2 * days.filter((each) => isWorkingDay(each, cal)).length)
        expect(half).toBeLessThanOrEqual(2 * days.length)
        for (const holiday of cal.holidays) expect(workingHalfDays({ from: holiday, to: holiday, part: 'day' }, cal)).toBe(0)
      }),
    )
  })

  test('of a span are those of its years together', () => {
    fc.assert(
      fc.property(absence, calendar, (each, cal) => {
        const years = [yearOf(each.from), yearOf(each.to)]
        const parts = [...new Set(years)].map((year) => withinYear(each, year)!)
        expect(parts.reduce((sum, part) => sum + workingHalfDays(part, cal), 0)).toBe(workingHalfDays(each, cal))
      }),
    )
  })

  test('overlap both ways or not at all, and with themselves', () => {
    fc.assert(
      fc.property(absence, absence, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a))
        expect(overlaps(a, a)).toBe(true)
      }),
    )
    const on = { from: '2026-03-02', to: '2026-03-02' }
    expect(overlaps({ ...on, part: 'morning' }, { ...on, part: 'afternoon' })).toBe(false)
  })
})

describe('a balance', () => {
  test('is the whole share for a whole year, none for none, and never more in between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), employment, (perYear, who) => {
        const share = entitledHalfDays(perYear, 2026, who)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(perYear)
        expect(entitledHalfDays(perYear, 2026, { hiredOn: '2026-01-01', leftOn: null })).toBe(perYear)
        expect(entitledHalfDays(perYear, 2026, { hiredOn: '2027-01-01', leftOn: null })).toBe(0)
      }),
    )
    expect(entitledHalfDays(30, 2026, { hiredOn: '2026-07-02', leftOn: null })).toBe(15)
  })

  test('adds up, whatever was asked for', () => {
    fc.assert(
      fc.property(rules, employment, claims, calendar, day, (rule, who, asked, cal, today) => {
        const { entitled, carried, taken, planned, requested, left } = balanceOf(rule, who, asked, cal, { year: 2026, today })
        expect(left).toBe(entitled + carried - taken - planned - requested)
        const used = asked.flatMap((claim) => withinYear(claim, 2026) ?? []).reduce((sum, each) => sum + workingHalfDays(each, cal), 0)
        expect(taken + planned + requested).toBe(used)
        expect(carried).toBeLessThanOrEqual(rule.carryOverHalfDays)
        expect(carried).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('does not change by the passing of days: what was planned is taken', () => {
    fc.assert(
      fc.property(rules, employment, claims, calendar, day, day, (rule, who, asked, cal, one, other) => {
        const [a, b] = [one, other].map((today) => balanceOf(rule, who, asked, cal, { year: 2026, today }))
        expect(a!.left).toBe(b!.left)
      }),
    )
  })

  test('carries over nothing from before the first year', () => {
    fc.assert(
      fc.property(rules, employment, claims, calendar, day, (rule, who, asked, cal, today) => {
        expect(balanceOf(rule, who, asked, cal, { year: rule.firstYear, today }).carried).toBe(0)
      }),
    )
  })
})
