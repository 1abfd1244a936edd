import { describe, expect, test } from 'vitest'
import { formatTypedDate, parseDate } from './parse-date'
import { formatNumber, parseNumber } from './parse-number'

describe('a typed number', () => {
  test.each([
    ['1,234.5', 'en-GB', 1234.5],
    ['1234.5', 'en-GB', 1234.5],
    [' 42 000 ', 'ko-KR', 42000],
    ['1.234,5', 'de-DE', 1234.5],
    ['-7', 'en-GB', -7],
    ['−7', 'en-GB', -7],
    ['0', 'ko-KR', 0],
  ])('%s in %s', (text, locale, value) => expect(parseNumber(text, locale)).toBe(value))

  test.each(['', '-', '1,23', '12,34.5', '1,2345', ',123', '1.2.3', '1e3', 'NaN', 'Infinity', '1.', '.5', '12 apples'])(
    '%j is none',
    (text) => {
      expect(parseNumber(text, 'en-GB')).toBeNull()
    },
  )

  test('is read back as it is shown', () => {
    for (const locale of ['en-GB', 'ko-KR', 'de-DE'])
      for (const value of [0, 7, 1234, 1234567.89, -42]) expect(parseNumber(formatNumber(value, locale), locale)).toBe(value)
  })
})

describe('a typed date', () => {
  test.each([
    ['24/11/1997', 'en-GB', '1997-11-24'],
    ['4.1.1997', 'en-GB', '1997-01-04'],
    ['11/24/1997', 'en-US', '1997-11-24'],
    ['1997.11.24.', 'ko-KR', '1997-11-24'],
    ['1997. 11. 24.', 'ko-KR', '1997-11-24'],
    ['1997-11-24', 'en-GB', '1997-11-24'],
    ['29/02/2024', 'en-GB', '2024-02-29'],
  ])('%s in %s', (text, locale, date) => expect(parseDate(text, locale)).toEqual({ ok: true, date }))

  test('that is none says what is wrong with it', () => {
    expect(parseDate('29/02/1997', 'en-GB')).toEqual({ ok: false, fault: 'day', month: '1997-02', daysInMonth: 28 })
    expect(parseDate('11/24/1997', 'en-GB')).toEqual({ ok: false, fault: 'month' })
    for (const text of ['24/11/97', 'tomorrow', '', '1997', '24/11', '1/2/3/4'])
      expect(parseDate(text, 'en-GB')).toEqual({ ok: false, fault: 'grammar' })
  })

  test('is read back as it is shown', () => {
    for (const locale of ['en-GB', 'en-US', 'ko-KR'])
      expect(parseDate(formatTypedDate('1997-02-03', locale), locale)).toEqual({ ok: true, date: '1997-02-03' })
  })
})
