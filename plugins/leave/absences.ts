import type { Scope } from './kit'
import { type Absence, type Calendar, type Day, dateOf, dayOf, earlier, later } from './working-days'

export const STATES = ['requested', 'approved', 'declined', 'cancelled'] as const
export type State = (typeof STATES)[number]
export type LeaveType = {
  id: string
  name: string
  colour: string
  halfDaysPerYear: number | null
  carryOverHalfDays: number
  allowsHalfDays: boolean
  firstYear: number
  isArchived: boolean
}
export type LeaveRequest = Absence & { id: string; employeeId: string; state: State; note: string; answer: string; type: LeaveType }

export const listTypes = ({ tables }: Scope): Promise<LeaveType[]> =>
  tables.leaveType.findMany({ orderBy: [{ isArchived: 'asc' }, { name: 'asc' }, { id: 'asc' }] })

type Query = { ids?: readonly string[]; states?: readonly State[]; from?: Day; to?: Day; take?: number; afterId?: string }

/** Requests that touch a period, the earliest first. */
export async function listRequests({ tables }: Scope, query: Query): Promise<LeaveRequest[]> {
  const { ids, states = ['requested', 'approved'], from, to, take = 500, afterId } = query
  const rows = await tables.leaveRequest.findMany({
    where: {
      AND: [
        ids ? { employeeId: { in: [...ids] } } : {},
        { state: { in: [...states] } },
        from ? { toDate: { gte: dateOf(from) } } : {},
        to ? { fromDate: { lte: dateOf(to) } } : {},
        afterId ? { id: { gt: afterId } } : {},
      ],
    },
    include: { type: true },
    orderBy: afterId === undefined ? [{ fromDate: 'asc' }, { id: 'asc' }] : { id: 'asc' },
    take,
  })
  return rows.map(({ fromDate, toDate, part, state, ...row }) => ({
    ...row,
    from: dayOf(fromDate),
    to: dayOf(toDate),
    part: part as Absence['part'],
    state: state as State,
  }))
}

/** The tenant's work week, and the public holidays of a period. */
export async function openCalendar({ settings, tenant, publicHolidays }: Scope, from: Day, to: Day): Promise<Calendar> {
  const country = settings.holidays === 'company' ? tenant.country : settings.holidays
  const holidays = country === 'none' ? [] : await publicHolidays(country, { from, to })
  return { workDays: new Set(settings.workDays), holidays: new Set(holidays.map(({ on }) => on)) }
}

/** First and last day of a month: '2026-11'. */
export function monthOf(month: string): { from: Day; to: Day } {
  const [year, index] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, to: dayOf(new Date(Date.UTC(year, index, 0))) }
}

export const spanOf = (requests: readonly Absence[], from: Day, to: Day) => ({
  from: requests.reduce((first, each) => earlier(first, each.from), from),
  to: requests.reduce((last, each) => later(last, each.to), to),
})
