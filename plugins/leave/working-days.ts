/** In the order of Date's own getUTCDay(). */
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof WEEKDAYS)[number]
/** YYYY-MM-DD. */
export type Day = string
export type Calendar = { workDays: ReadonlySet<Weekday>; holidays: ReadonlySet<Day> }
export type Absence = { from: Day; to: Day; part: 'day' | 'morning' | 'afternoon' }

export const dateOf = (day: Day) => new Date(`${day}T00:00:00Z`)
export const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)
export const nextDay = (day: Day): Day => dayOf(new Date(dateOf(day).getTime() + 86_400_000))
export const yearOf = (day: Day) => Number(day.slice(0, 4))
export const later = (a: Day, b: Day) => (a > b ? a : b)
export const earlier = (a: Day, b: Day) => (a < b ? a : b)

/** Both ends included; none when they are the wrong way round. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = nextDay(day)) days.push(day)
  return days
}

export const isWorkingDay = (day: Day, { workDays, holidays }: Calendar): boolean =>
  workDays.has(WEEKDAYS[dateOf(day).getUTCDay()]!) && !holidays.has(day)

/** What an absence takes of a balance, in half days: two a working day, one for a morning or an afternoon of one. */
export function workingHalfDays({ from, to, part }: Absence, calendar: Calendar): number {
  const days = daysFrom(from, to).filter((day) => isWorkingDay(day, calendar)).length
  return days * (part === 'day' ? 2 : 1)
}

/** Two absences of one person that cannot both be: a morning and an afternoon of one day can. */
export function overlaps(a: Absence, b: Absence): boolean {
  if (a.to < b.from || b.to < a.from) return false
  return a.part === 'day' || b.part === 'day' || a.part === b.part
}

/** The part of an absence that lies in a year, or null. */
export function withinYear(absence: Absence, year: number): Absence | null {
  const from = later(absence.from, `${year}-01-01`)
  const to = earlier(absence.to, `${year}-12-31`)
  return from <= to ? { ...absence, from, to } : null
}
