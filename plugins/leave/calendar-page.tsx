import { PluginHead } from '@/components/plugin'
import { Avatar, Empty, Icon, TableScroll } from '@/components/ui'
import type { PersonCard } from '@/lib/plugin-kit'
import { type LeaveRequest, listRequests, monthOf, openCalendar } from './absences'
import { mayLook } from './decide-leave'
import type { Scope } from './kit'
import { when } from './leave-page'
import { leaveTabs } from './leave-tabs'
import { type Calendar, type Day, dateOf, daysFrom, isWorkingDay } from './working-days'

const PEOPLE_SHOWN = 100
/** A month fits beside the names on a laptop. */
const DAY = { padding: 2, textAlign: 'center' } as const
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** Who is away in a month: whoever works with the reader, or everybody for those who manage leave. */
export async function calendarPage(scope: Scope, { query }: { query: Readonly<Record<string, string | undefined>> }) {
  const { t, today } = scope
  const month = MONTH.test(query.month ?? '') ? query.month! : today.slice(0, 7)
  const { from, to } = monthOf(month)
  const team = await listTeam(scope, { from, to })
  const ids = team.map(({ id }) => id)
  const [requests, calendar] = await Promise.all([listRequests(scope, { ids, from, to }), openCalendar(scope, from, to)])
  const rows = await Promise.all(
    team.map(async (person) => {
      const own = requests.filter(({ employeeId }) => employeeId === person.id)
      const isMine = own.length > 0 && (await mayLook(scope, person))
      // That somebody is away is everybody's business around them; why, and what is only asked for, is not.
      return { person, name: scope.people.name(person), isMine, requests: isMine ? own : own.filter(({ state }) => state === 'approved') }
    }),
  )
  const away = rows.filter((row) => row.requests.some((each) => each.from <= today && today <= each.to && each.state === 'approved')).length
  const link = (to: number) => scope.path(`/calendar?month=${shift(month, to)}`)
  const body = (
    <>
      <PluginHead title={t('tabs.calendar')} sentence={t('away', { count: away })} tabs={leaveTabs(scope, '/calendar')} />
      <nav className="row gap-2 px-6 py-4 phone:px-4" aria-label={t('month')}>
        <a className="btn btn-sm btn-icon" href={link(-1)} aria-label={t('previousMonth')}>
          <Icon name="chevron-left" />
        </a>
        <h2>{monthName(scope, month)}</h2>
        <a className="btn btn-sm btn-icon" href={link(1)} aria-label={t('nextMonth')}>
          <Icon name="chevron-right" />
        </a>
      </nav>
      <div className="only-desk px-6 pb-6">
        <Grid scope={scope} rows={rows} days={daysFrom(from, to)} calendar={calendar} />
      </div>
      <div className="only-phone px-4 pb-6">
        <PhoneList scope={scope} rows={rows.filter((row) => row.requests.length > 0)} />
      </div>
    </>
  )
  return { title: t('tabs.calendar'), body }
}

type Row = { person: PersonCard; name: string; isMine: boolean; requests: LeaveRequest[] }

/** The reader, those with the same manager, and those who report to the reader. */
async function listTeam({ people, me, may }: Scope, during: { from: Day; to: Day }): Promise<PersonCard[]> {
  if (may('manage')) return people.list({ during, limit: PEOPLE_SHOWN })
  const own = me.employeeId ? await people.find(me.employeeId) : null
  if (!own) return []
  const [beside, below] = await Promise.all([
    own.managerId ? people.list({ managerId: own.managerId, during, limit: PEOPLE_SHOWN }) : [own],
    people.list({ managerId: own.id, during, limit: PEOPLE_SHOWN }),
  ])
  return [...beside, ...below]
}

function Grid({ scope, rows, days, calendar }: { scope: Scope; rows: Row[]; days: Day[]; calendar: Calendar }) {
  return (
    <TableScroll label={scope.t('tabs.calendar')}>
      <table className="table dense flush" style={{ tableLayout: 'fixed', minWidth: 900 }}>
        <thead>
          <tr>
            <th scope="col" style={{ width: 168 }}>
              {scope.t('person')}
            </th>
            {days.map((day) => (
              <th key={day} scope="col" className={day === scope.today ? 'text-btext' : undefined} style={DAY}>
                {Number(day.slice(8))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.person.id}>
              <th scope="row" className="truncate text-left font-medium">
                {row.name}
              </th>
              {days.map((day) => (
                <Cell key={day} scope={scope} row={row} day={day} isFree={!isWorkingDay(day, calendar)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Cell({ scope: { t }, row, day, isFree }: { scope: Scope; row: Row; day: Day; isFree: boolean }) {
  const request = isFree ? undefined : row.requests.find((each) => each.from <= day && day <= each.to)
  if (!request) return <td className={isFree ? 'bg-sunken' : undefined} style={DAY} />
  const colour = row.isMine ? request.type.colour : 'c5'
  const word = row.isMine ? `${request.type.name}, ${t(`states.${request.state}`)}` : t('isAway')
  const isAsked = request.state === 'requested'
  return (
    <td style={DAY}>
      <span
        role="img"
        aria-label={word}
        title={word}
        className="block rounded-sm"
        style={{
          height: request.part === 'day' ? 18 : 9,
          marginTop: request.part === 'afternoon' ? 9 : 0,
          background: isAsked ? 'transparent' : `var(--${colour})`,
          border: `1.5px ${isAsked ? 'dashed' : 'solid'} var(--${colour})`,
        }}
      />
    </td>
  )
}

function PhoneList({ scope, rows }: { scope: Scope; rows: Row[] }) {
  if (rows.length === 0) return <Empty icon="calendar" title={scope.t('nobodyAway')} />
  return (
    <ul>
      {rows.map(({ person, name, isMine, requests }) => (
        <li key={person.id} className="row items-start gap-3 border-t border-line py-3">
          <Avatar name={name} size="s" />
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{name}</span>
            {requests.map((request) => (
              <span key={request.id} className="block text-12 text-ink-2">
                {when(scope, request)}
                {isMine && ` · ${request.type.name} · ${scope.t(`states.${request.state}`)}`}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function shift(month: string, by: number): string {
  const date = dateOf(`${month}-01`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return date.toISOString().slice(0, 7)
}

const monthName = ({ locale }: Scope, month: string) =>
  new Intl.DateTimeFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    dateOf(`${month}-01`),
  )
