import { formatPlainDate, parsePlainDate } from '@/lib/core'
import type { PlainDate } from './types'

const DAY_MS = 86_400_000

/** Day of hire -> the day on which it is celebrated, for all anniversaries in `days` days from `today` back to `firstYear`. */
export function anniversaryDates(today: PlainDate, days: number, firstYear: number): Map<PlainDate, PlainDate> {
  const found = new Map<PlainDate, PlainDate>()
  const start = parsePlainDate(today)!.getTime()
  for (let day = 0; day < days; day++) {
    const on = formatPlainDate(new Date(start + day * DAY_MS))
    const year = Number(on.slice(0, 4))
    const monthDays = [on.slice(5)]
    // Whoever was hired on 29 February celebrates on the 28th in other years.
    if (monthDays[0] === '02-28' && !isLeap(year)) monthDays.push('02-29')
    for (let hired = Math.max(firstYear, 1); hired < year; hired++) {
      for (const monthDay of monthDays) {
        const date = `${String(hired).padStart(4, '0')}-${monthDay}`
        if (monthDay !== '02-29' || isLeap(hired)) found.set(date, on)
      }
    }
  }
  return found
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
