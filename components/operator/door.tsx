import type { ReactNode } from 'react'
import { RowhouseMark } from './rowhouse-mark'

/** The back office's door: one narrow column, and in its footer the languages, each in its own words. */
export function Door({
  name,
  title,
  note,
  footer,
  languages,
  children,
}: {
  name: string
  title: string
  note?: ReactNode
  footer: string
  languages: ReactNode
  children: ReactNode
}) {
  return (
    <div className="op-door">
      <main>
        <div className="row mb-6 font-semibold">
          <RowhouseMark />
          {name}
        </div>
        <h1 className="text-26 tracking-[-.022em]">{title}</h1>
        {note ? <p className="mt-1 text-ink-2">{note}</p> : null}
        <div className="mt-6">{children}</div>
        <footer className="row mt-10 text-12 text-ink-3">
          <span>{footer}</span>
          <span className="flex-1" />
          {languages}
        </footer>
      </main>
    </div>
  )
}
