import type { ReactNode } from 'react'
import { Icon } from '@/components/ui'
import { type PeopleColumn, type PeopleRow, PeopleTable } from './people-table'

export type DepartmentPageProps = {
  crumb: { label: string; href: string }
  name: string
  facts: { name: string; value: string; href?: string }[]
  columns: PeopleColumn[]
  rows: PeopleRow[]
  /** To the list with its filters, pages and downloads. */
  all: { href: string; label: string }
  action: ReactNode
  words: Record<'left' | 'people' | 'nobody', string>
}

/** One department: who leads it, what it costs, and the people in it. */
export function DepartmentPage({ crumb, name, facts, columns, rows, all, action, words }: DepartmentPageProps) {
  return (
    <>
      <header className="px-6 pt-5 phone:p-4">
        <nav className="row mb-2 gap-1.5 text-12 text-ink-3" aria-label={crumb.label}>
          <a className="hover:text-ink" href={crumb.href}>
            {crumb.label}
          </a>
          <Icon name="chevron-right" size="s" />
          <span className="text-ink-2" aria-current="page">
            {name}
          </span>
        </nav>
        <div className="row gap-3 phone:flex-wrap">
          <h1 className="flex-1">{name}</h1>
          {action}
        </div>
        <dl className="facts">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>
                {fact.href ? (
                  <a className="link" href={fact.href}>
                    {fact.value}
                  </a>
                ) : (
                  fact.value
                )}
              </dd>
            </div>
          ))}
        </dl>
      </header>
      <section aria-labelledby="department-people">
        <div className="row border-t border-line px-6 py-3 phone:px-4">
          <h2 id="department-people">{words.people}</h2>
          <span className="flex-1" />
          <a className="link text-12" href={all.href}>
            {all.label}
          </a>
        </div>
        {rows.length === 0 ? (
          <p className="px-6 pb-10 text-ink-3 phone:px-4">{words.nobody}</p>
        ) : (
          <PeopleTable rows={rows} columns={columns} words={words} />
        )}
      </section>
    </>
  )
}
