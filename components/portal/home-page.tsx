import { type ReactNode, Suspense } from 'react'
import { HeadcountChart, type HeadcountProps } from '@/components/ui/charts/headcount'
import { Sparkline } from '@/components/ui/charts/sparkline'
import { Anniversaries, type Anniversary, ChartTable, type ShareRow, ShareTable } from './home-parts'

export type PayTrend = { change?: string; values: number[]; from: string; to: string; label: string }

export type HomePageProps = {
  day: string
  /** Markup of ours: text and <em>. */
  sentence: string
  /** null before anybody was hired. */
  headcount: {
    chart: HeadcountProps
    table: { summary: string; head: string[]; rows: string[][] }
    ranges: { href: string; label: string; isCurrent: boolean }[]
  } | null
  departments: ShareRow[]
  departmentsRest?: string
  /** Shown when there are few departments. */
  titles: ShareRow[]
  /** null for readers who may not see pay, and for tenants without the feature: the grid closes. */
  pay: { value: string; others?: string } | null
  /** Comes later where there is much to add up. */
  payTrend: Promise<PayTrend | null>
  /** Whether the tenant has this part at all. */
  hasAnniversaries: boolean
  anniversaries: Anniversary[]
  anniversariesRest?: string
  /** Of plugins, in a lower row. */
  cards: { key: string; title: string; body: ReactNode }[]
  words: Record<
    | 'headcount'
    | 'range'
    | 'byDepartment'
    | 'byTitle'
    | 'peopleAndPay'
    | 'people'
    | 'pay'
    | 'share'
    | 'costOfPay'
    | 'aMonth'
    | 'anniversaries'
    | 'nextDays'
    | 'noAnniversary',
    string
  >
}

/** Answer first: the sentence, then headcount, then who and what it is made of. */
export function HomePage({
  day,
  sentence,
  headcount,
  departments,
  departmentsRest,
  titles,
  pay,
  payTrend,
  hasAnniversaries,
  anniversaries,
  anniversariesRest,
  cards,
  words,
  firstSteps,
}: HomePageProps & { firstSteps?: ReactNode }) {
  const columns = { people: words.people, pay: words.pay, share: words.share }
  return (
    <div className="page">
      <header className="home-head">
        <div className="min-w-0">
          <p className="text-12 text-ink-3">{day}</p>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own sentence, names in it escaped */}
          <h1 className="lead" dangerouslySetInnerHTML={{ __html: sentence }} />
        </div>
      </header>
      {firstSteps}
      <div className={pay ? 'home' : 'home home-no-pay'} hidden={!headcount}>
        {headcount && (
          <section className="home-top" aria-labelledby="headcount">
            <div className="row mb-3">
              <h2 id="headcount">{words.headcount}</h2>
              <span className="flex-1" />
              <nav className="seg seg-sm" aria-label={words.range}>
                {headcount.ranges.map(({ href, label, isCurrent }, index) => (
                  <a key={href} href={href} aria-current={isCurrent ? 'true' : undefined} className={index === 0 ? 'only-desk' : undefined}>
                    {label}
                  </a>
                ))}
              </nav>
            </div>
            <HeadcountChart height={292} {...headcount.chart} />
            <ChartTable {...headcount.table} />
          </section>
        )}
        <section className="home-departments" aria-labelledby="departments">
          <div className="row mb-3">
            <h2 id="departments">{words.byDepartment}</h2>
            <span className="flex-1" />
            <span className="text-12 text-ink-3">{words.peopleAndPay}</span>
          </div>
          <ShareTable rows={departments} words={{ label: words.byDepartment, ...columns }} />
          {departmentsRest && (
            <a className="link mt-2 block text-12" href="/people">
              {departmentsRest}
            </a>
          )}
          {titles.length > 0 && (
            <>
              <h2 className="mt-4 mb-1">{words.byTitle}</h2>
              <ShareTable rows={titles} words={{ label: words.byTitle, ...columns }} />
            </>
          )}
        </section>
        {pay && (
          <section className="home-pay" aria-labelledby="pay">
            <h2 id="pay" className="mb-2">
              {words.costOfPay}
            </h2>
            <div className="stat-value">{pay.value}</div>
            <div className="stat-key">
              {words.aMonth}
              <Suspense>
                <PayChange trend={payTrend} />
              </Suspense>
              {pay.others && <div>{pay.others}</div>}
            </div>
            <Suspense fallback={<div className="pay-line mt-3.5" />}>
              <PayLine trend={payTrend} />
            </Suspense>
          </section>
        )}
        {hasAnniversaries && (
          <section className="home-days" aria-labelledby="anniversaries">
            <h2 id="anniversaries" className="mb-2">
              {words.anniversaries} <span className="font-normal text-ink-3">{words.nextDays}</span>
            </h2>
            {anniversaries.length > 0 ? <Anniversaries people={anniversaries} /> : <p className="text-ink-3">{words.noAnniversary}</p>}
            {anniversariesRest && <p className="mt-1 text-12 text-ink-3">{anniversariesRest}</p>}
          </section>
        )}
        {cards.map(({ key, title, body }) => (
          <section key={key} className="home-card" aria-labelledby={key}>
            <h2 id={key} className="mb-3">
              {title}
            </h2>
            {body}
          </section>
        ))}
      </div>
    </div>
  )
}

async function PayChange({ trend }: { trend: Promise<PayTrend | null> }) {
  const change = (await trend)?.change
  return change && <span className="text-ink-2"> · {change}</span>
}

async function PayLine({ trend }: { trend: Promise<PayTrend | null> }) {
  const line = await trend
  return line && line.values.length > 1 && <Sparkline values={line.values} from={line.from} to={line.to} label={line.label} />
}
