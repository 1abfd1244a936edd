import { Fragment } from 'react'

/** Names and values in two columns, small. */
export function Pairs({ pairs }: { pairs: [string, string][] }) {
  return (
    <dl className="kv text-12">
      {pairs.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
