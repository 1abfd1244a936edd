import type { ReactNode } from 'react'
import { Count, Icon, type IconName } from '@/components/ui'

/** The opening sentence, its second half in grey, and the one action of the page. Below a head with a name of its own it is an h2. */
export function Opening({
  first,
  second,
  action,
  as: Heading = 'h1',
}: {
  first: ReactNode
  second?: ReactNode
  action?: ReactNode
  as?: 'h1' | 'h2'
}) {
  return (
    <header className="op-opening">
      <Heading className="lead">
        {first}
        {second ? <span className="block text-ink-3">{second}</span> : null}
      </Heading>
      {action}
    </header>
  )
}

export interface RunningItem {
  id: string
  title: ReactNode
  note: ReactNode
  share: number | null
  value: ReactNode
}

export function RunningNow({ title, items, nothing }: { title: string; items: RunningItem[]; nothing: string }) {
  return (
    <section>
      <div className="row mb-1.5">
        <h2>{title}</h2>
        {items.length > 0 ? <Count>{items.length}</Count> : null}
      </div>
      {items.length === 0 ? <p className="text-ink-3">{nothing}</p> : null}
      <ul className="op-list">
        {items.map((item) => (
          <li key={item.id}>
            <a className="block py-2.5" href={`/operations/${item.id}`}>
              <span className="row">
                <span className="min-w-0 flex-1 truncate font-medium">{item.title}</span>
                <span className="tabular-nums">{item.value}</span>
              </span>
              {item.share === null ? null : (
                <span className="bar my-2">
                  <span style={{ width: `${item.share * 100}%`, background: 'var(--infosolid)' }} />
                </span>
              )}
              <span className="block text-12 text-ink-3 tabular-nums">{item.note}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

export interface NeedItem {
  key: string
  icon: IconName
  tone: 'info' | 'warn' | 'bad'
  title: ReactNode
  note: ReactNode
  href: string
}

export function NeedsYou({ title, items, nothing, review }: { title: string; items: NeedItem[]; nothing: string; review: string }) {
  return (
    <section>
      <div className="row mb-1.5">
        <h2>{title}</h2>
        {items.length > 0 ? <Count>{items.length}</Count> : null}
      </div>
      {items.length === 0 ? <p className="text-ink-3">{nothing}</p> : null}
      <ul className="op-list op-needs">
        {items.map((item) => (
          <li key={item.key}>
            <Icon name={item.icon} className={item.tone === 'bad' ? 'text-bad' : item.tone === 'warn' ? 'text-warn' : 'text-ink-2'} />
            <div className="min-w-0">
              <span className="font-medium">{item.title}</span>
              <p className="text-12 text-ink-3">{item.note}</p>
            </div>
            <a className="btn btn-sm" href={item.href}>
              {review}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Tenants by tier and pattern; a dot where there is none. */
export function TierMatrix({
  label,
  tierLabel,
  columns,
  rows,
}: {
  label: string
  tierLabel: string
  columns: string[]
  rows: { tier: string; counts: (string | null)[] }[]
}) {
  return (
    <table className="op-matrix" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{tierLabel}</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ tier, counts }) => (
          <tr key={tier}>
            <th scope="row">{tier}</th>
            {counts.map((count, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={index}>{count ?? <span className="text-ink-3">·</span>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
