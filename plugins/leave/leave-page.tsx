import { ActionButton, ActionDialog, PluginHead, PluginSection } from '@/components/plugin'
import { Avatar, Empty, Table, TableScroll, Tag, Td, Th, type Tone } from '@/components/ui'
import type { PersonCard } from '@/lib/plugin-kit'
import { type LeaveRequest, listRequests, listTypes, openCalendar, type State, spanOf } from './absences'
import { mayDecide } from './decide-leave'
import type { Scope } from './kit'
import { leaveTabs } from './leave-tabs'
import { listBalances } from './list-balances'
import { inDays } from './request-leave'
import { workingHalfDays, yearOf } from './working-days'

const WAITING_SHOWN = 50
const TONES: Record<State, Tone> = { requested: 'warn', approved: 'ok', declined: 'bad', cancelled: 'neutral' }

export async function leavePage(scope: Scope) {
  const { t, me } = scope
  const own = me.employeeId ? await scope.people.find(me.employeeId) : null
  const [waiting, mine, balances, types] = await Promise.all([
    listWaiting(scope),
    own
      ? listRequests(scope, {
          ids: [own.id],
          states: ['requested', 'approved', 'declined', 'cancelled'],
          from: `${yearOf(scope.today) - 1}-01-01`,
        })
      : [],
    own ? listBalances(scope, own, yearOf(scope.today)) : [],
    listTypes(scope),
  ])
  const main = balances.find(({ balance }) => balance !== null)
  const sentence = main ? t('sentence', { days: inDays(main.balance!.left, scope), type: main.type.name }) : t('noBalance')
  const body = (
    <>
      <PluginHead title={t('name')} sentence={sentence} tabs={leaveTabs(scope, '')}>
        {own && own.status === 'active' && <RequestDialog scope={scope} types={types.filter((type) => !type.isArchived)} />}
      </PluginHead>
      {waiting.length > 0 && (
        <PluginSection title={t('waiting')}>
          <Waiting scope={scope} waiting={waiting} />
        </PluginSection>
      )}
      {own && (
        <PluginSection title={t('balances', { year: String(yearOf(scope.today)) })}>
          <Balances scope={scope} balances={balances} />
        </PluginSection>
      )}
      {own && (
        <PluginSection title={t('mine')}>
          <Mine scope={scope} requests={mine.reverse()} />
        </PluginSection>
      )}
    </>
  )
  return { title: t('name'), body }
}

export type WaitingRequest = { request: LeaveRequest; person: PersonCard; name: string }

/** Requests that this reader may answer, the earliest first. */
export async function listWaiting(scope: Scope): Promise<WaitingRequest[]> {
  if (!scope.may('approve')) return []
  const requests = await listRequests(scope, { states: ['requested'], take: WAITING_SHOWN })
  const cards = await scope.people.list({ ids: requests.map(({ employeeId }) => employeeId), limit: WAITING_SHOWN })
  const people = new Map(cards.map((card) => [card.id, card]))
  const found = await Promise.all(
    requests.map(async (request) => {
      const person = people.get(request.employeeId)
      return person && (await mayDecide(scope, person)) ? [{ request, person, name: scope.people.name(person) }] : []
    }),
  )
  return found.flat()
}

/** Approve and decline in place: on the page, and on Home. */
export function Waiting({ scope, waiting }: { scope: Scope; waiting: WaitingRequest[] }) {
  const { t, run } = scope
  return (
    <ul>
      {waiting.map(({ request, person, name }) => (
        <li key={request.id} className="row flex-wrap gap-3 border-t border-line py-2.5">
          <Avatar name={name} size="s" />
          <span className="min-w-0 flex-1 basis-48">
            <a className="block font-medium hover:underline" href={`/people/${person.id}`}>
              {name}
            </a>
            <span className="block text-12 text-ink-3">
              {request.type.name} · {when(scope, request)}
              {request.note && ` · ${request.note}`}
            </span>
          </span>
          <ActionButton
            run={run}
            plugin="leave"
            action="approve"
            input={{ id: request.id }}
            label={t('approve')}
            icon="check"
            size="sm"
            done={t('approved')}
          />
          <ActionDialog
            run={run}
            plugin="leave"
            action="decline"
            hidden={{ id: request.id }}
            open={t('decline')}
            size="sm"
            look="ghost"
            title={t('declineTitle', { name })}
            fields={[{ kind: 'textarea', name: 'answer', label: t('answer'), optional: t('optional'), maxLength: 500 }]}
            submit={t('decline')}
            cancel={t('close')}
            done={t('declined')}
          />
        </li>
      ))}
    </ul>
  )
}

export function Balances({ scope, balances }: { scope: Scope; balances: Awaited<ReturnType<typeof listBalances>> }) {
  const { t } = scope
  const columns = ['entitled', 'carried', 'taken', 'planned', 'requested', 'left'] as const
  return (
    <TableScroll label={t('balancesTable')}>
      <Table>
        <thead>
          <tr>
            <Th>{t('type')}</Th>
            {columns.map((column) => (
              <Th key={column} isNumber>
                {t(`columns.${column}`)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {balances.map(({ type, balance }) => (
            <tr key={type.id}>
              <Td>
                <Dot colour={type.colour} /> {type.name}
              </Td>
              {balance ? (
                columns.map((column) => (
                  <Td key={column} isNumber className={column === 'left' ? 'font-semibold' : undefined}>
                    {inDays(balance[column], scope)}
                  </Td>
                ))
              ) : (
                <Td colSpan={columns.length} className="text-ink-3">
                  {t('unlimited')}
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  )
}

async function Mine({ scope, requests }: { scope: Scope; requests: LeaveRequest[] }) {
  const { t, run, today } = scope
  if (requests.length === 0) return <Empty icon="calendar" title={t('none')} />
  const span = spanOf(requests, today, today)
  const calendar = await openCalendar(scope, span.from, span.to)
  return (
    <ul>
      {requests.map((request) => (
        <li key={request.id} className="row flex-wrap gap-3 border-t border-line py-2.5">
          <span className="min-w-0 flex-1 basis-48">
            <span className="block">
              <Dot colour={request.type.colour} /> {when(scope, request)}
            </span>
            <span className="block text-12 text-ink-3">
              {request.type.name} · {t('days', { days: inDays(workingHalfDays(request, calendar), scope) })}
              {request.answer && ` · ${request.answer}`}
            </span>
          </span>
          <Tag tone={TONES[request.state]} hasDot>
            {t(`states.${request.state}`)}
          </Tag>
          {(request.state === 'requested' || (request.state === 'approved' && request.from > today)) && (
            <ActionButton
              run={run}
              plugin="leave"
              action="cancel"
              input={{ id: request.id }}
              label={t('cancel')}
              look="ghost"
              size="sm"
              done={t('cancelled')}
              confirm={{ title: t('cancelTitle'), consequences: [t('cancelText')], cancel: t('close') }}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function RequestDialog({ scope, types }: { scope: Scope; types: { id: string; name: string }[] }) {
  const { t, run } = scope
  return (
    <ActionDialog
      run={run}
      plugin="leave"
      action="request"
      open={t('request')}
      icon="plus"
      look="solid"
      title={t('request')}
      fields={[
        { kind: 'choice', name: 'typeId', label: t('type'), options: types.map(({ id, name }) => ({ value: id, label: name })) },
        { kind: 'date', name: 'from', label: t('from') },
        { kind: 'date', name: 'to', label: t('to') },
        {
          kind: 'choice',
          name: 'part',
          label: t('part'),
          help: t('partHelp'),
          options: (['day', 'morning', 'afternoon'] as const).map((value) => ({ value, label: t(`parts.${value}`) })),
        },
        { kind: 'textarea', name: 'note', label: t('note'), optional: t('optional'), maxLength: 500 },
      ]}
      submit={t('ask')}
      cancel={t('close')}
      done={t('asked')}
    />
  )
}

export function when({ format, t }: Scope, { from, to, part }: LeaveRequest): string {
  if (part !== 'day') return `${format.date(from)}, ${t(`parts.${part}`)}`
  return from === to ? format.date(from) : `${format.date(from)} – ${format.date(to)}`
}

export const Dot = ({ colour }: { colour: string }) => (
  <span className="mr-1 inline-block size-2 rounded-full" style={{ background: `var(--${colour})` }} />
)
