import { expect, test } from 'vitest'
import { formatChange, formatDate, formatDay, formatMoment, formatMoney, formatMoneyShort, formatWeekday, fullName, tenure } from './format'

test('dates read as the mock-ups write them', () => {
  expect(formatDate('1995-09-22', 'en')).toBe('22 Sept 1995')
  expect(formatDate('1995-09-22', 'ko')).toBe('1995.09.22')
  expect(formatDay('2026-11-23', 'en')).toBe('23 Nov')
  expect(formatDay('2026-11-23', 'ko')).toBe('11월 23일')
  expect(formatWeekday('2026-11-23', 'en')).toBe('Monday, 23 November')
  expect(formatWeekday('2026-11-23', 'ko')).toBe('11월 23일 월요일')
})

test('a moment is told in the tenant’s time zone', () => {
  const moment = new Date('2026-11-23T20:05:00Z')
  expect(formatMoment(moment, 'en', 'America/Los_Angeles')).toBe('23 Nov 2026, 12:05')
  expect(formatMoment(moment, 'ko', 'Asia/Seoul')).toBe('2026.11.24 05:05')
})

test('money is written in its currency, cents only where there are some', () => {
  expect(formatMoney({ amountMinor: 5_876_800, currency: 'USD' }, 'en')).toBe('$58,768')
  expect(formatMoney({ amountMinor: 5_876_850, currency: 'USD' }, 'en')).toBe('$58,768.50')
  expect(formatMoney({ amountMinor: 42_000_000, currency: 'KRW' }, 'ko')).toBe('₩42,000,000')
  expect(formatMoneyShort({ amountMinor: 121_990_000, currency: 'USD' }, 'en')).toBe('$1.22M')
  expect(formatMoneyShort({ amountMinor: 121_990_000, currency: 'USD' }, 'ko')).toBe('$121.99만')
  expect(formatChange(0.0309, 'en')).toBe('+3.1%')
})

test('names follow their script', () => {
  expect(fullName({ firstName: '서연', lastName: '김' })).toBe('김서연')
  expect(fullName({ firstName: 'Valery', lastName: 'Sury' })).toBe('Valery Sury')
})

test('tenure counts full months', () => {
  expect(tenure('1985-07-27', '2026-11-23')).toEqual({ years: 41, months: 3 })
  expect(tenure('2026-11-24', '2026-11-23')).toEqual({ years: 0, months: 0 })
  expect(tenure('2024-01-31', '2024-02-29')).toEqual({ years: 0, months: 0 })
})
