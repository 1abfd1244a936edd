import { Empty, type TabLink, TabLinks } from '@/components/ui'
import { OrgChart, type OrgChartProps } from './org-chart/org-chart'

type Props = {
  tabs: TabLink[]
  count: string
  /** By manager or by department. */
  ways: { href: string; label: string; isCurrent: boolean }[]
  chart: OrgChartProps
  words: Record<'title' | 'ways' | 'empty', string>
}

/** Where everybody sits. */
export function OrganisationPage({ tabs, count, ways, chart, words }: Props) {
  return (
    <div className="org">
      <header className="row gap-3 px-6 pt-5 pb-3 phone:flex-wrap phone:p-4">
        <h1>{words.title}</h1>
        <span className="text-ink-3 tabular-nums">{count}</span>
        <span className="flex-1" />
        <nav className="seg" aria-label={words.ways}>
          {ways.map((way) => (
            <a key={way.href} href={way.href} aria-current={way.isCurrent ? 'page' : undefined}>
              {way.label}
            </a>
          ))}
        </nav>
      </header>
      <TabLinks tabs={tabs} label={words.title} className="px-6 phone:px-4" />
      {chart.columns.nodes.length === 0 ? <Empty icon="network" title={words.empty} /> : <OrgChart key={chart.by} {...chart} />}
    </div>
  )
}
