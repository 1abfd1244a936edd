import type { ReactNode } from 'react'
import { Icon } from './icon'

/** One filter in force: a quiet name, a plain value, and a link that takes it away. State lives in the address. */
export function FilterChip({
  name,
  value,
  removeHref,
  removeLabel,
}: {
  name: string
  value: ReactNode
  removeHref: string
  removeLabel: string
}) {
  return (
    <span className="chip">
      <em>{name}</em>
      {value}
      <a href={removeHref} aria-label={removeLabel} className="-m-1 p-1">
        <Icon name="x" />
      </a>
    </span>
  )
}

/** A quiet name and a plain value that go nowhere. */
export function Chip({ name, children }: { name?: ReactNode; children?: ReactNode }) {
  return (
    <span className="chip">
      {name && <em>{name}</em>}
      {children}
    </span>
  )
}
