import { type Locale, minorDigits } from '@/lib/core'
import { INTL_LOCALE } from './translator'

type Money = { amountMinor: number; currency: string }

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

/** Making an Intl object costs 50 us and more, using one costs 1: each is made once. */
function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = cache.get(key) as T | undefined
  if (known) return known
  const made = make()
  cache.set(key, made)
  return made
}

const number = (locale: Locale, key: string, options?: Intl.NumberFormatOptions) =>
  once(`n ${locale} ${key}`, () => new Intl.NumberFormat(INTL_LOCALE[locale], options))
const date = (locale: Locale, key: string, options: Intl.DateTimeFormatOptions) =>
  once(`d ${locale} ${key}`, () => new Intl.DateTimeFormat(INTL_LOCALE[locale], options))

export function formatNumber(value: number, locale: Locale): string {
  return number(locale, 'plain').format(value)
}

/** 0.031 -> '+3.1%'. */
export function formatChange(share: number, locale: Locale): string {
  return number(locale, 'change', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(share)
}

export function formatShare(share: number, locale: Locale): string {
  return number(locale, 'share', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share)
}

const atMidnight = (plain: string) => new Date(`${plain}T00:00:00Z`)

/** Whole units where the amount has no cents: '$58,768', '₩42,000,000'. */
export function formatMoney({ amountMinor, currency }: Money, locale: Locale): string {
  const digits = minorDigits(currency)
  const amount = amountMinor / 10 ** digits
  const shown = Number.isInteger(amount) ? 0 : digits
  return number(locale, `money ${currency} ${shown}`, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).format(amount)
}

/** Large sums in short: '$1.22M', '$625K', '$121.99만'. `precision` is the number of digits behind the point at most. */
export function formatMoneyShort({ amountMinor, currency }: Money, locale: Locale, precision = 2): string {
  // en-GB writes 1.22m, which reads as metres.
  const make = () =>
    new Intl.NumberFormat(locale === 'en' ? 'en-US' : INTL_LOCALE[locale], {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: precision,
    })
  return once(`short ${locale} ${currency} ${precision}`, make).format(amountMinor / 10 ** minorDigits(currency))
}

/** In tables and facts: '24 Nov 1997', '1997.11.24'. */
export function formatDate(plain: string, locale: Locale): string {
  if (locale === 'ko') return plain.replaceAll('-', '.')
  return date(locale, 'date', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(atMidnight(plain))
}

/** In text: '27 Jul 1985', '1985년 7월 27일'. */
export function formatDateLong(plain: string, locale: Locale): string {
  const month = locale === 'ko' ? 'long' : 'short'
  return date(locale, 'long', { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(atMidnight(plain))
}

/** Without the year: '23 Nov', '11월 23일'. */
export function formatDay(plain: string, locale: Locale): string {
  return date(locale, 'day', { day: 'numeric', month: locale === 'ko' ? 'long' : 'short', timeZone: 'UTC' }).format(atMidnight(plain))
}

/** 'Monday, 23 November', '11월 23일 월요일'. */
export function formatWeekday(plain: string, locale: Locale): string {
  const text = date(locale, 'weekday', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(atMidnight(plain))
  return locale === 'en' ? text.replace(/^(\w+) /, '$1, ') : text
}

/** A moment in the tenant's time zone: '23 Nov 2026, 14:22', '2026.11.23 14:22'. */
export function formatMoment(moment: Date, locale: Locale, timeZone: string): string {
  const clock = date(locale, `clock ${timeZone}`, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(moment)
  const parts = Object.fromEntries(
    date('en', `parts ${timeZone}`, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  )
  const day = formatDate(`${parts.year}-${parts.month}-${parts.day}`, locale)
  return locale === 'ko' ? `${day} ${clock}` : `${day}, ${clock}`
}

/** Full years and months from one day to a later one. */
export function tenure(from: string, to: string): { years: number; months: number } {
  const [fromYear, fromMonth, fromDay] = from.split('-').map(Number) as [number, number, number]
  const [toYear, toMonth, toDay] = to.split('-').map(Number) as [number, number, number]
  const months = Math.max(0, (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0))
  return { years: Math.floor(months / 12), months: months % 12 }
}

const HANGUL = /^[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+$/

/** Names follow their script, not the page's language: '김서연', 'Valery Sury'. */
export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  if (HANGUL.test(firstName) && HANGUL.test(lastName)) return `${lastName}${firstName}`
  return `${firstName} ${lastName}`.trim()
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** '268 MB', '1.2 GB': steps of 1024, one digit behind the point below ten. */
export function formatBytes(bytes: number, locale: Locale): string {
  const step = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  const value = bytes / 1024 ** step
  return `${number(locale, value < 10 ? 'bytes1' : 'bytes', { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${BYTE_UNITS[step]}`
}
