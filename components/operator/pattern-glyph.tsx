import type { CSSProperties, JSX } from 'react'

export type Pattern = 'row' | 'schema' | 'database' | 'instance'

const SHAPES: Record<Pattern, JSX.Element> = {
  row: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M2 6.4h12M2 9.7h12" />
      <path d="M2.6 6.9h10.8v2.3H2.6z" fill="currentColor" stroke="none" />
    </>
  ),
  schema: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M8 3v10" />
      <path d="M8.6 3.6h4.8v8.8H8.6z" fill="currentColor" stroke="none" />
    </>
  ),
  database: (
    <>
      <rect x="1.5" y="4.5" width="5" height="8.5" rx="1.2" />
      <rect x="9.5" y="4.5" width="5" height="8.5" rx="1.2" fill="currentColor" />
      <path d="M1 13.5h14" />
    </>
  ),
  instance: (
    <>
      <path d="M2.5 7 8 2.8 13.5 7v6.2h-11z" fill="currentColor" />
      <path d="M6.8 13.2v-3h2.4v3" fill="var(--surface)" stroke="var(--surface)" />
    </>
  ),
}

/** How the data is kept apart, as one of four 16 px pictures: a band in a table, half a box, one of two houses, a house with a door. */
export function PatternGlyph({ pattern }: { pattern: Pattern }) {
  return (
    <svg
      className="op-glyph"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      style={{ color: `var(--p-${pattern})` } as CSSProperties}
      aria-hidden="true"
    >
      {SHAPES[pattern]}
    </svg>
  )
}

/** The glyph with its word beside it: never a picture alone. */
export function PatternLabel({ pattern, label }: { pattern: Pattern; label: string }) {
  return (
    <span className="op-pattern">
      <PatternGlyph pattern={pattern} />
      {label}
    </span>
  )
}
