import { Fragment, type ReactNode } from 'react'

export interface Hop {
  key: string
  label: string
  value: ReactNode
  note: ReactNode
  isMono?: boolean
}

/** Where a tenant's data is, as the way a request takes: address, epoch, server, database, pattern. */
export function RouteChain({ hops, label }: { hops: Hop[]; label: string }) {
  return (
    <ol className="op-route" aria-label={label}>
      {hops.map((hop, index) => (
        <Fragment key={hop.key}>
          {index > 0 ? <li className="op-arrow" aria-hidden="true" /> : null}
          <li className="op-hop">
            <span className="op-key">{hop.label}</span>
            <b className={hop.isMono ? 'mono' : undefined}>{hop.value}</b>
            <span className="text-12 text-ink-3">{hop.note}</span>
          </li>
        </Fragment>
      ))}
    </ol>
  )
}
