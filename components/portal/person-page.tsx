import type { ReactNode } from 'react'
import { Avatar, buttonClass, Icon, Tag, type Tone } from '@/components/ui'
import { SalaryChart, type SalaryProps } from '@/components/ui/charts/salary'
import { ChartTable } from './home-parts'
import { PersonKeys } from './person-keys'
import { type CancelPlan, type Plan, type Reveal, RevealNumber, TakeBack } from './person-small-actions'

export type ChangeRow = { on: string; what: string; text: string; share?: string; isPlanned: boolean }
type PersonLink = { id: string; name: string }

export type PersonPageProps = {
  id: string
  /** The menu of what may be changed, if anything. */
  change: ReactNode
  /** What the tenant's own fields say, if anything. */
  values: ReactNode
  /** Left out for a reader who may not see them. */
  documents: ReactNode
  /** Planned changes that can be taken back. */
  plans: Plan[]
  editHref?: string
  neighbours: { previous?: string; next?: string }
  /** Its end alone; undefined where there is none or the reader may not see it. */
  nationalId?: string
  actions: CancelPlan & { reveal: Reveal }
  name: string
  isLeft: boolean
  crumb: { label: string; href: string }
  line: string
  manager?: PersonLink
  facts: { name: string; value: string; tone?: Tone }[]
  /** Whether the reader may see pay, and the tenant has this part. */
  hasSalary: boolean
  salary: { summary: string; chart: SalaryProps; table: { summary: string; head: string[]; rows: string[][] } } | null
  whoSees: string
  /** Planned ones on top. */
  changes: ChangeRow[]
  moreChanges: ChangeRow[]
  reportsTo?: PersonLink & { detail: string }
  team: { count: number; shown: (PersonLink & { title: string })[]; more?: string; href: string; below?: string }
  personal: { name: string; value: string | null; href?: string; isSet?: boolean }[]
  /** Of plugins. */
  panels: { key: string; title: string; body: ReactNode }[]
  words: Record<
    | 'reportsTo'
    | 'salary'
    | 'changes'
    | 'all'
    | 'planned'
    | 'reportsToHead'
    | 'noManager'
    | 'directReports'
    | 'personal'
    | 'left'
    | 'noPay'
    | 'previous'
    | 'next'
    | 'takeBack'
    | 'reveal'
    | 'nationalId'
    | 'edit',
    string
  >
}

/** Who, since when, for whom. */
export function PersonPage(props: PersonPageProps) {
  const { name, isLeft, crumb, line, manager, facts, neighbours, editHref, change, words } = props
  return (
    <div className="page person">
      <nav className="row only-desk mb-4 gap-1.5 text-12 text-ink-3" aria-label={crumb.label}>
        <a className="hover:text-ink" href={crumb.href}>
          {crumb.label}
        </a>
        <Icon name="chevron-right" size="s" />
        <span className="text-ink-2" aria-current="page">
          {name}
        </span>
        <span className="flex-1" />
        {neighbours.previous && (
          <a className="btn btn-ghost btn-sm btn-icon" href={`/people/${neighbours.previous}`} rel="prev" aria-label={words.previous}>
            <Icon name="chevron-up" />
          </a>
        )}
        {neighbours.next && (
          <a className="btn btn-ghost btn-sm btn-icon" href={`/people/${neighbours.next}`} rel="next" aria-label={words.next}>
            <Icon name="chevron-down" />
          </a>
        )}
      </nav>
      <header className="person-head">
        <Avatar name={name} size="l" isNeutral={isLeft} />
        <div className="min-w-0 flex-1">
          <h1>{name}</h1>
          <p className="text-14 text-ink-2">
            {line}
            {manager && (
              <>
                <span className="text-ink-3"> · {words.reportsTo} </span>
                <a className="link" href={`/people/${manager.id}`}>
                  {manager.name}
                </a>
              </>
            )}
          </p>
        </div>
        <div className="row gap-2">
          {editHref && (
            <a className={buttonClass()} href={editHref} data-key="e">
              <Icon name="pencil" />
              {words.edit}
            </a>
          )}
          {change}
        </div>
      </header>
      <dl className="facts">
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>
              {fact.tone ? (
                <Tag tone={fact.tone} hasDot>
                  {fact.value}
                </Tag>
              ) : (
                fact.value
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div className="person-grid mt-4">
        <div>
          {props.hasSalary && <Salary {...props} />}
          <Changes {...props} />
          {props.documents}
        </div>
        <Aside {...props} />
      </div>
      <PersonKeys />
    </div>
  )
}

function Salary({ salary, whoSees, words }: PersonPageProps) {
  return (
    <section aria-labelledby="salary">
      <div className="row mb-1">
        <h2 id="salary">{words.salary}</h2>
        <span className="flex-1" />
        <span className="row gap-[5px] text-12 text-ink-3">
          <Icon name="lock" size="s" />
          {whoSees}
        </span>
      </div>
      {salary ? (
        <>
          <p className="mb-3.5 text-12 text-ink-2">{salary.summary}</p>
          <SalaryChart height={216} {...salary.chart} />
          <ChartTable {...salary.table} />
        </>
      ) : (
        <p className="text-ink-3">{words.noPay}</p>
      )}
    </section>
  )
}

function Changes({ id, plans, changes, moreChanges, actions, words }: PersonPageProps) {
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="mb-3">
        {words.changes}
      </h2>
      {plans.map((plan) => (
        <p key={plan.id} className="row mb-2 gap-2 text-12 text-ink-2">
          <Icon name="clock" size="s" />
          <span className="flex-1">{plan.text}</span>
          <TakeBack personId={id} plan={plan} actions={actions} label={words.takeBack} />
        </p>
      ))}
      <ol className="changes">
        {changes.map((change) => (
          <Change key={`${change.on} ${change.what} ${change.text}`} change={change} planned={words.planned} />
        ))}
      </ol>
      {moreChanges.length > 0 && (
        <details>
          <summary className="link w-max cursor-pointer text-12">{words.all}</summary>
          <ol className="changes">
            {moreChanges.map((change) => (
              <Change key={`${change.on} ${change.what} ${change.text}`} change={change} planned={words.planned} />
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function Change({ change: { on, what, text, share, isPlanned }, planned }: { change: ChangeRow; planned: string }) {
  return (
    <li className={isPlanned ? 'planned' : undefined}>
      <span>{on}</span>
      <div className="tabular-nums">
        <b>{what}</b> {text} {share && <span className="text-ink-3">{share}</span>}
      </div>
      {isPlanned && <Tag tone="warn">{planned}</Tag>}
    </li>
  )
}

function Aside({ id, values, reportsTo, team, personal, nationalId, panels, actions, words }: PersonPageProps) {
  return (
    <aside aria-labelledby="reports-to">
      <section aria-labelledby="reports-to">
        <h2 id="reports-to">{words.reportsToHead}</h2>
        {reportsTo ? (
          <a className="row mt-2.5" href={`/people/${reportsTo.id}`}>
            <Avatar name={reportsTo.name} />
            <span>
              <span className="block font-medium">{reportsTo.name}</span>
              <span className="block text-12 text-ink-3">{reportsTo.detail}</span>
            </span>
          </a>
        ) : (
          <p className="mt-2.5 text-ink-3">{words.noManager}</p>
        )}
      </section>
      {team.count > 0 && (
        <section aria-labelledby="team">
          <div className="row">
            <h2 id="team">{words.directReports}</h2>
            <span className="text-ink-3 tabular-nums">{team.count}</span>
          </div>
          <ul className="mt-2">
            {team.shown.map((report) => (
              <li key={report.id} className="row h-[34px]">
                <Avatar name={report.name} size="s" />
                <a className="min-w-0 flex-1 truncate hover:underline" href={`/people/${report.id}`}>
                  {report.name}
                </a>
                <span className="truncate text-12 text-ink-3">{report.title}</span>
              </li>
            ))}
          </ul>
          <p className="row mt-1.5 text-12">
            {team.more && (
              <a className="link" href={team.href}>
                {team.more}
              </a>
            )}
            {team.below && <span className="text-ink-3">{team.below}</span>}
          </p>
        </section>
      )}
      {personal.length > 0 && (
        <section aria-labelledby="personal">
          <h2 id="personal">{words.personal}</h2>
          <dl className="kv mt-2.5">
            {personal.map(({ name, value, href, isSet = true }) => (
              <div key={name} className="contents">
                <dt>{name}</dt>
                <dd className={isSet ? 'truncate tabular-nums' : 'text-ink-3'}>
                  {href ? (
                    <a className="link" href={href}>
                      {value}
                    </a>
                  ) : (
                    value
                  )}
                </dd>
              </div>
            ))}
            {nationalId && (
              <div className="contents">
                <dt>{words.nationalId}</dt>
                <dd className="tabular-nums">
                  <RevealNumber personId={id} masked={nationalId} action={actions.reveal} label={words.reveal} />
                </dd>
              </div>
            )}
          </dl>
        </section>
      )}
      {values}
      {panels.map(({ key, title, body }) => (
        <section key={key} aria-labelledby={key}>
          <h2 id={key}>{title}</h2>
          <div className="mt-2.5">{body}</div>
        </section>
      ))}
    </aside>
  )
}
