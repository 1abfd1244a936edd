import { type ComponentProps, Fragment, type ReactNode } from 'react'
import { Notice } from '@/components/ui'
import type { Action } from './action-result'
import { LoadChart } from './load-chart'
import { type OperationLine, OperationLines } from './operation-lines'
import { Pairs } from './pairs'
import { type Hop, RouteChain } from './route-chain'
import { TenantCareful, type TenantCarefulActions, type TenantCarefulProps } from './tenant-careful'
import { type ChangeTenantInput, TenantSettings, type TenantSettingsProps } from './tenant-settings'

export interface Fact {
  key: string
  label: string
  value: string
  note: ReactNode
}
export interface TenantOverviewProps {
  notice: { tone: 'warn' | 'bad' | 'info'; title: string; note: string; href?: string; action?: string } | null
  route: { title: string; label: string; hops: Hop[] } | null
  facts: Fact[]
  load: { title: string; note: string; total: string; chart: ComponentProps<typeof LoadChart> }
  operations: { title: string; all: { label: string; href: string } | null; none: string; lines: OperationLine[] }
  flags: {
    title: string
    note: string
    all: { label: string; href: string }
    nothing: string
    lines: { key: string; label: string; value: string; rule: string }[]
  }
  plan: { title: string; pairs: [string, string][]; advice: string | null }
  settings: Omit<TenantSettingsProps, 'change'>
  careful: TenantCarefulProps | null
}

/** Where the data is, who is there, what happened; at the right the plan, the settings and what needs care. */
export function TenantOverview({
  notice,
  route,
  facts,
  load,
  operations,
  flags,
  plan,
  settings,
  careful,
  change,
  ...actions
}: TenantOverviewProps & TenantCarefulActions & { change: Action<ChangeTenantInput> }) {
  return (
    <div className="op-split">
      <div className="op-stack">
        {notice ? (
          <Notice
            tone={notice.tone}
            action={
              notice.href ? (
                <a className="btn btn-sm" href={notice.href}>
                  {notice.action}
                </a>
              ) : null
            }
          >
            <b>{notice.title}</b> {notice.note}
          </Notice>
        ) : null}
        {route ? (
          <section className="panel">
            <div className="panel-head">
              <h2>{route.title}</h2>
            </div>
            <div>
              <RouteChain hops={route.hops} label={route.label} />
              <div className="op-facts">
                {facts.map((fact) => (
                  <div key={fact.key}>
                    <span className="op-key">{fact.label}</span>
                    <b>{fact.value}</b>
                    <span className="text-12 text-ink-3">{fact.note}</span>
                  </div>
                ))}
              </div>
            </div>
          </section>
        ) : null}
        <section>
          <div className="row mb-2">
            <h2>{load.title}</h2>
            <span className="text-12 text-ink-3">{load.note}</span>
            <span className="flex-1" />
            <span className="text-12 tabular-nums">{load.total}</span>
          </div>
          <LoadChart {...load.chart} />
        </section>
        <section>
          <div className="row mb-1.5">
            <h2>{operations.title}</h2>
            <span className="flex-1" />
            {operations.all ? (
              <a className="link text-12" href={operations.all.href}>
                {operations.all.label}
              </a>
            ) : null}
          </div>
          <OperationLines lines={operations.lines} none={operations.none} />
        </section>
        <section>
          <div className="row mb-2">
            <h2>{flags.title}</h2>
            <span className="text-12 text-ink-3">{flags.note}</span>
            <span className="flex-1" />
            <a className="link text-12" href={flags.all.href}>
              {flags.all.label}
            </a>
          </div>
          {flags.lines.length === 0 ? <p className="text-ink-3">{flags.nothing}</p> : null}
          <dl className="kv">
            {flags.lines.map((line) => (
              <Fragment key={line.key}>
                <dt>{line.label}</dt>
                <dd>
                  <b className="font-medium">{line.value}</b> <span className="text-12 text-ink-3">{line.rule}</span>
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      </div>
      <div className="op-stack op-ruled">
        <section>
          <h2>{plan.title}</h2>
          <Pairs pairs={plan.pairs} />
          {plan.advice ? (
            <Notice tone="warn" icon="lightbulb" className="mt-3">
              {plan.advice}
            </Notice>
          ) : null}
        </section>
        <TenantSettings {...settings} change={change} />
        {careful ? <TenantCareful {...careful} {...actions} /> : null}
      </div>
    </div>
  )
}
