const PLAIN_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** 'YYYY-MM-DD' -> that day at midnight UTC, as Prisma reads and writes `date` columns; null when there is no such day. */
export function parsePlainDate(text: string): Date | null {
  const parts = PLAIN_DATE.exec(text)
  if (!parts) return null
  const date = new Date(`${text}T00:00:00.000Z`)
  // 2024-02-30 rolls over to March in Date: only a date that reads back the same exists.
  return !Number.isNaN(date.getTime()) && formatPlainDate(date) === text ? date : null
}

export function isPlainDate(text: string): boolean {
  return parsePlainDate(text) !== null
}

/** A day at midnight UTC -> 'YYYY-MM-DD'. */
export function formatPlainDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** So many days later; earlier, where `days` is negative. */
export function addDays(day: string, days: number): string {
  return formatPlainDate(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000))
}

/** The day it is in an IANA time zone: what `today` means to a tenant. Throws RangeError for an unknown zone. */
export function todayIn(timeZone: string, at: Date): string {
  const parts = formatterOf(timeZone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)!.value
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/** The first moment of a day in a time zone, to a quarter of an hour: zones differ by no less, and some days begin at one o'clock. */
export function startOfDay(day: string, timeZone: string): Date {
  const step = 15 * 60_000
  let at = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000
  while (todayIn(timeZone, new Date(at)) < day) at += step
  return new Date(at)
}

/** Costs as much as a query to make, and every request asks for today. There are some 600 zones: kept for good. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, formatter)
  }
  return formatter
}
const formatters = new Map<string, Intl.DateTimeFormat>()
