import { type Absence, type Calendar, type Day, daysFrom, earlier, later, withinYear, workingHalfDays } from './working-days'

export type TypeRules = { halfDaysPerYear: number; carryOverHalfDays: number; firstYear: number }
export type Employment = { hiredOn: Day; leftOn: Day | null }
export type Claim = Absence & { state: 'requested' | 'approved' }
/** In half days. `left` is what may still be asked for: what waits for an answer is not free. */
export type Balance = { entitled: number; carried: number; taken: number; planned: number; requested: number; left: number }

/** A year's share of those who work here for a part of it: by days, to the nearest half day, in favour of the person at the middle. */
export function entitledHalfDays(perYear: number, year: number, { hiredOn, leftOn }: Employment): number {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const all = daysFrom(first, last).length
  const worked = daysFrom(later(first, hiredOn), earlier(last, leftOn ?? last)).length
  return Math.round((perYear * worked) / all)
}

/**
 * What somebody has of a kind of leave in a year. What was left of the year before is carried over up to the limit, from the first year
 * that is known: years before it count nothing. `today` parts what was taken from what is planned.
 */
export function balanceOf(
  rules: TypeRules,
  employment: Employment,
  claims: readonly Claim[],
  calendar: Calendar,
  { year, today }: { year: number; today: Day },
): Balance {
  let carried = 0
  for (let past = rules.firstYear; past < year; past++) {
    const { left } = yearOf(rules, employment, claims, calendar, { year: past, today, carried })
    carried = Math.min(rules.carryOverHalfDays, Math.max(0, left))
  }
  return yearOf(rules, employment, claims, calendar, { year, today, carried })
}

function yearOf(
  rules: TypeRules,
  employment: Employment,
  claims: readonly Claim[],
  calendar: Calendar,
  { year, today, carried }: { year: number; today: Day; carried: number },
): Balance {
  const sum = { taken: 0, planned: 0, requested: 0 }
  for (const { state, ...claim } of claims) {
    const absence = withinYear(claim, year)
    if (!absence) continue
    if (state === 'requested') {
      sum.requested += workingHalfDays(absence, calendar)
      continue
    }
    const past = { ...absence, to: earlier(absence.to, today) }
    const taken = past.from <= past.to ? workingHalfDays(past, calendar) : 0
    sum.taken += taken
    sum.planned += workingHalfDays(absence, calendar) - taken
  }
  const entitled = entitledHalfDays(rules.halfDaysPerYear, year, employment)
  return { entitled, carried, ...sum, left: entitled + carried - sum.taken - sum.planned - sum.requested }
}
