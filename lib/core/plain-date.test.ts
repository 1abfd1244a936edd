import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startOfDay, todayIn } from './plain-date'

test.each([
  ['UTC', '2026-12-01', '2026-12-01T00:00:00.000Z'],
  ['Asia/Seoul', '2026-12-01', '2026-11-30T15:00:00.000Z'],
  ['America/Los_Angeles', '2026-12-01', '2026-12-01T08:00:00.000Z'],
  ['Asia/Kathmandu', '2026-12-01', '2026-11-30T18:15:00.000Z'],
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'], // begins at one o'clock: the clocks go forward at midnight
])('a day in %s begins when it begins there', (zone, day, at) => {
  expect(startOfDay(day, zone).toISOString()).toBe(at)
})

test('a day has begun at its beginning and not a moment earlier, in every zone', () => {
  const zone = fc.constantFrom('UTC', 'Asia/Seoul', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London', 'Australia/Lord_Howe')
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(zone, day, (timeZone, at) => {
      const wanted = at.toISOString().slice(0, 10)
      const start = startOfDay(wanted, timeZone)
      expect(todayIn(timeZone, start) >= wanted).toBe(true)
      expect(todayIn(timeZone, new Date(start.getTime() - 1)) < wanted).toBe(true)
    }),
    { numRuns: 50 },
  )
})
