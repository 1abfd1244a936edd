import { type LeaveType, listRequests, listTypes, openCalendar, spanOf } from './absences'
import { type Balance, balanceOf } from './balance'
import type { Scope } from './kit'
import type { Day } from './working-days'

export type TypeBalance = { type: LeaveType; balance: Balance | null }

/** What somebody has of each kind of leave in a year. null: a kind without a limit. */
export async function listBalances(
  scope: Scope,
  person: { id: string; hiredOn: Day; leftOn: Day | null },
  year: number,
): Promise<TypeBalance[]> {
  const [types, requests] = await Promise.all([listTypes(scope), listRequests(scope, { ids: [person.id], to: `${year}-12-31` })])
  const shown = types.filter(({ isArchived }) => !isArchived)
  const first = Math.min(year, ...shown.map(({ firstYear }) => firstYear))
  const span = spanOf(requests, `${first}-01-01`, `${year}-12-31`)
  const calendar = await openCalendar(scope, span.from, span.to)
  return shown.map((type) => {
    const claims = requests.flatMap((request) =>
      request.type.id === type.id && (request.state === 'requested' || request.state === 'approved')
        ? [{ from: request.from, to: request.to, part: request.part, state: request.state }]
        : [],
    )
    const { halfDaysPerYear } = type
    if (halfDaysPerYear === null) return { type, balance: null }
    return { type, balance: balanceOf({ ...type, halfDaysPerYear }, person, claims, calendar, { year, today: scope.today }) }
  })
}
