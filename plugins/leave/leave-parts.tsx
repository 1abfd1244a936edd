import type { PersonCard } from '@/lib/plugin-kit'
import { listRequests } from './absences'
import { mayLook } from './decide-leave'
import type { Scope } from './kit'
import { Dot, listWaiting, Waiting, when } from './leave-page'
import { listBalances } from './list-balances'
import { inDays } from './request-leave'
import { yearOf } from './working-days'

const SHOWN = 5

/** On Home: what waits for an answer, or what the reader has left. */
export async function homeCard(scope: Scope) {
  const { t, me, people, today } = scope
  const waiting = await listWaiting(scope)
  if (waiting.length > 0) return <Waiting scope={scope} waiting={waiting.slice(0, SHOWN)} />
  const own = me.employeeId ? await people.find(me.employeeId) : null
  if (!own) return <p className="text-ink-3">{t('allDone')}</p>
  const balances = await listBalances(scope, own, yearOf(today))
  return (
    <ul>
      {balances.map(({ type, balance }) => (
        <li key={type.id} className="row h-[34px]">
          <Dot colour={type.colour} />
          <a className="flex-1 hover:underline" href={scope.path()}>
            {type.name}
          </a>
          <span className="tabular-nums">{balance ? t('daysLeft', { days: inDays(balance.left, scope) }) : t('unlimited')}</span>
        </li>
      ))}
    </ul>
  )
}

/** On a profile, for the person, their line, and those who manage leave. */
export async function balancePanel(scope: Scope, person: PersonCard) {
  if (!(await mayLook(scope, person))) return null
  const { t, today } = scope
  const [balances, coming] = await Promise.all([
    listBalances(scope, person, yearOf(today)),
    listRequests(scope, { ids: [person.id], from: today, take: SHOWN }),
  ])
  return (
    <>
      <dl className="kv">
        {balances.map(({ type, balance }) => (
          <div key={type.id} className="contents">
            <dt>{type.name}</dt>
            <dd className="tabular-nums">{balance ? t('daysLeft', { days: inDays(balance.left, scope) }) : t('unlimited')}</dd>
          </div>
        ))}
      </dl>
      {coming.length > 0 && (
        <ul className="mt-2 text-12 text-ink-2">
          {coming.map((request) => (
            <li key={request.id}>
              <Dot colour={request.type.colour} /> {when(scope, request)} · {t(`states.${request.state}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
