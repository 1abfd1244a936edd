import { isCurrency, minorDigits, UNSHOWN } from '@/lib/core'
import type { AnyField } from './fields'
import type { RowProblems } from './row-problem'

// Run for every cell of a million rows: plain functions over strings, no schema objects.

const NOT_ASCII = /[^ -~]/
const EACH_UNSHOWN = new RegExp(UNSHOWN, 'gu')
const YEAR_MIN = 1900
const YEAR_MAX = 2100
const MINOR_MAX = 9_000_000_000_000_000 // below 2^53, so that amounts are exact as JavaScript numbers

/** One line of text: white space collapsed, one Unicode form (a Mac writes 한 in three parts). null: wrong, and noted. */
export function parseText(raw: string, max: number, field: AnyField, problems: RowProblems): string | null {
  let text = raw
  if (NOT_ASCII.test(text)) {
    text = text.normalize('NFC').replace(/\s+/g, ' ').trim()
    if (UNSHOWN.test(text)) return problems.add(field, 'control_character', text.replace(EACH_UNSHOWN, '\ufffd'))
  }
  return text.length > max ? problems.add(field, 'too_long', text, max) : text
}

/** 2024-01-31, also 2024/1/31, 2024. 1. 31. and 20240131, and with midnight behind it: the year first, so that day and month cannot be mixed up. An end may lie in 9999. */
export function parseDate(raw: string, field: AnyField, problems: RowProblems, isEnd = false): string | null {
  const parts =
    /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\. ?(\d{1,2})\. ?(\d{1,2})\.?|(\d{2})(\d{2}))(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(
      raw,
    )
  if (!parts) return problems.add(field, 'date_format', raw)
  const [, year, ...rest] = parts
  const [month, day] = rest.filter((part) => part !== undefined) as [string, string]
  const last = daysIn(Number(year), Number(month))
  if (Number(month) < 1 || Number(month) > 12) return problems.add(field, 'date_format', raw)
  if (Number(day) < 1 || Number(day) > last) return problems.add(field, 'date_not_exist', raw, `${year}-${month.padStart(2, '0')}:${last}`)
  if (!(isEnd && year === '9999') && (Number(year) < YEAR_MIN || Number(year) > YEAR_MAX))
    return problems.add(field, 'date_range', raw, `${YEAR_MIN}-${YEAR_MAX}`)
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** '60,117.50', '$60117.5', '3,000,000원' -> minor units. A comma never stands before cents: '1.234,56' is refused, not guessed. */
export function parseAmount(raw: string, currency: string, field: AnyField, problems: RowProblems): number | null {
  const bare = raw.replace(/^[₩$€£¥]\s?|\s?(?:원|[₩$€£¥])$/g, '').replace(/[\s\u00a0\u202f]/g, '')
  const parts = /^([-−]|\()?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\)?$/.exec(bare)
  if (!parts) return problems.add(field, 'amount_invalid', raw)
  if (parts[1]) return problems.add(field, 'amount_negative', raw)
  const digits = minorDigits(currency)
  const fraction = (parts[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) return problems.add(field, 'amount_decimals', raw, digits)
  const minor = Number(parts[2]!.replaceAll(',', '') + fraction.padEnd(digits, '0'))
  return minor > MINOR_MAX ? problems.add(field, 'amount_too_large', raw) : minor
}

export function parseCurrency(raw: string, field: AnyField, problems: RowProblems): string | null {
  const code = raw.toUpperCase()
  return isCurrency(code) ? code : problems.add(field, 'currency_unknown', raw)
}

export function parseEmail(raw: string, field: AnyField, problems: RowProblems): string | null {
  return /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\]+\.[^\s@"<>(),;:\\.]+$/.test(raw) && raw.length <= 254
    ? raw
    : problems.add(field, 'email_invalid', raw)
}

const WORDS = {
  gender: { F: 'f female woman w 여 여성 여자', M: 'm male man 남 남성 남자', X: 'x other diverse nonbinary non-binary 기타' },
  status: {
    active: 'active employed current a on_leave 재직 재직중 근무 근무중 휴직 휴직중',
    left: 'left terminated inactive former resigned retired 퇴직 퇴사 해고',
  },
  period: { year: 'year yearly annual annually annum y 연 년 연봉 연간', month: 'month monthly m 월 월급 월봉 월간' },
} as const
const LOOKUP = Object.fromEntries(
  Object.entries(WORDS).map(([kind, values]) => [
    kind,
    new Map(Object.entries(values).flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const))),
  ]),
) as Record<keyof typeof WORDS, Map<string, string>>

/** One of a few words, in English or Korean. */
export function parseWord<K extends keyof typeof WORDS>(
  raw: string,
  kind: K,
  field: AnyField,
  problems: RowProblems,
): keyof (typeof WORDS)[K] | null {
  const value = LOOKUP[kind].get(raw.toLowerCase().replaceAll(' ', '_'))
  return (value as keyof (typeof WORDS)[K] | undefined) ?? problems.add(field, `${kind}_unknown`, raw)
}

// Korean family names of two syllables; every other one has one.
const LONG_FAMILY_NAMES = new Set(['남궁', '황보', '제갈', '선우', '독고', '사공', '서문', '동방', '어금', '망절'])

/** 'Kim, Grace', 'Grace Kim' and '김서연' -> family and given name. One word alone is a family name. */
export function splitName(name: string): { first: string; last: string } {
  const comma = name.indexOf(',')
  if (comma >= 0) return { last: name.slice(0, comma).trim(), first: name.slice(comma + 1).trim() }
  const space = name.lastIndexOf(' ')
  if (/^\p{Script=Hangul}[\p{Script=Hangul} ]*$/u.test(name)) {
    if (space >= 0) return { last: name.slice(0, name.indexOf(' ')), first: name.slice(name.indexOf(' ') + 1).replaceAll(' ', '') }
    const length = name.length > 2 && LONG_FAMILY_NAMES.has(name.slice(0, 2)) ? 2 : 1
    return { last: name.slice(0, length), first: name.slice(length) }
  }
  return space >= 0 ? { last: name.slice(space + 1), first: name.slice(0, space) } : { last: name, first: '' }
}
