import type { DashboardRange, Money, Period, PlainDate, TimelinePoint } from './types'

/** Months since year 0, so that periods are arithmetic. */
export type Month = number
export interface MonthlyEvents {
  month: Month
  joined: number
  left: number
}
/** How much a year of pay grew or shrank in a month. */
export interface PayChange {
  month: Month
  currency: string
  yearlyMinor: number
}

const SIZES = { month: 1, quarter: 3, year: 12 } as const
const EVENTS_FOR_TWO_YEARS = 6

export function monthOf(date: PlainDate): Month {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

export function firstDay(month: Month): PlainDate {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

export function lastDay(month: Month): PlainDate {
  const days = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
  return `${firstDay(month).slice(0, 8)}${days}`
}

/** What each range covers. `all` ends with the last event, because a history that ended in 2002 is not a flat line until today. */
export function timelineRanges(events: MonthlyEvents[], today: PlainDate): Record<DashboardRange, Period> {
  const now = monthOf(today)
  const first = events[0]?.month ?? now
  const last = Math.max(events.at(-1)?.month ?? now, first)
  const back = (months: number): Period => ({ from: firstDay(now - months + 1), to: lastDay(now) })
  const isLong = unitOf('all', first, last) === 'year'
  return {
    '2y': back(24),
    '5y': back(60),
    all: isLong
      ? { from: firstDay(first - (first % 12)), to: lastDay(last - (last % 12) + 11) }
      : { from: firstDay(first), to: lastDay(last) },
  }
}

/** The last two years if enough happened in them, else everything. */
export function chooseRange(events: MonthlyEvents[], today: PlainDate): DashboardRange {
  const since = monthOf(today) - 23
  const recent = events.filter(({ month }) => month >= since).reduce((sum, { joined, left }) => sum + joined + left, 0)
  return recent >= EVENTS_FOR_TWO_YEARS ? '2y' : 'all'
}

export function unitOf(range: DashboardRange, first: Month, last: Month): 'month' | 'quarter' | 'year' {
  if (range === '2y') return 'month'
  if (range === '5y') return 'quarter'
  return last - first < 36 ? 'month' : 'year'
}

/** Sums events, ordered by month, into the periods of a range. */
export function buildTimeline(events: MonthlyEvents[], { from, to }: Period, unit: 'month' | 'quarter' | 'year'): TimelinePoint[] {
  if (events.length === 0) return []
  const size = SIZES[unit]
  const start = monthOf(from) - (monthOf(from) % size)
  const points: TimelinePoint[] = []
  let headcount = 0
  let nextEvent = 0
  for (let month = start - size; month <= monthOf(to); month += size) {
    const end = month + size
    let joined = 0
    let left = 0
    for (; nextEvent < events.length && events[nextEvent]!.month < end; nextEvent++) {
      joined += events[nextEvent]!.joined
      left += events[nextEvent]!.left
    }
    headcount += joined - left
    if (month < start) continue // the run-up: everything before the range
    points.push({ from: firstDay(month), to: lastDay(end - 1), joined, left, headcount })
  }
  return points
}

/** What a month of pay cost at the end of each period. Changes and periods are in the order of time. */
export function payAtEndOf(periods: Period[], changes: PayChange[]): Money[][] {
  const yearly = new Map<string, number>()
  let next = 0
  return periods.map(({ to }) => {
    for (; next < changes.length && changes[next]!.month <= monthOf(to); next++) {
      const { currency, yearlyMinor } = changes[next]!
      yearly.set(currency, (yearly.get(currency) ?? 0) + yearlyMinor)
    }
    return monthlyOf(yearly)
  })
}

/** Pay of a year by currency -> of a month, the largest first, nothing that is zero. */
export function monthlyOf(yearly: Map<string, number>): Money[] {
  return [...yearly]
    .map(([currency, amount]) => ({ currency, amountMinor: Math.round(amount / 12) }))
    .filter(({ amountMinor }) => amountMinor > 0)
    .sort((a, b) => b.amountMinor - a.amountMinor)
}
