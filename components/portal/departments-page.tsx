import type { ReactNode } from 'react'
import { Empty, type TabLink, TabLinks, TableScroll } from '@/components/ui'

export type DepartmentRow = {
  id: string
  name: string
  code: string
  head?: { id: string; name: string }
  people: string
  /** One line for each currency; undefined for a reader who may not see everybody's pay. */
  cost?: string[]
}

export type DepartmentsPageProps = {
  tabs: TabLink[]
  sentence: string
  rows: DepartmentRow[]
  /** People without a department. */
  others?: { people: string; cost?: string[] }
  hasCost: boolean
  action: ReactNode
  words: Record<'title' | 'name' | 'code' | 'head' | 'people' | 'cost' | 'noHead' | 'others' | 'emptyTitle' | 'emptyText', string>
}

/** What there is, who leads it, how many work there, and what that costs. */
export function DepartmentsPage({ tabs, sentence, rows, others, hasCost, action, words }: DepartmentsPageProps) {
  return (
    <>
      <header className="flex items-end gap-3 px-6 pt-5 pb-4 phone:flex-wrap phone:p-4">
        <div className="min-w-0 flex-1">
          <h1 className="text-12 font-normal tracking-normal text-ink-3">{words.title}</h1>
          <p className="lead">{sentence}</p>
        </div>
        {action}
      </header>
      <TabLinks tabs={tabs} label={words.title} className="px-6 phone:px-4" />
      {rows.length === 0 ? (
        <Empty icon="network" title={words.emptyTitle}>
          {words.emptyText}
        </Empty>
      ) : (
        <TableScroll label={words.title}>
          <table className="table listing">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col" className="only-desk">
                  {words.code}
                </th>
                <th scope="col">{words.head}</th>
                <th scope="col" className="n">
                  {words.people}
                </th>
                {hasCost && (
                  <th scope="col" className="n">
                    {words.cost}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <a className="font-medium hover:underline" href={`/organisation/departments/${row.id}`}>
                      {row.name}
                    </a>
                  </td>
                  <td className="only-desk text-ink-3">{row.code}</td>
                  <td>
                    {row.head ? (
                      <a className="hover:underline" href={`/people/${row.head.id}`}>
                        {row.head.name}
                      </a>
                    ) : (
                      <span className="text-ink-3">{words.noHead}</span>
                    )}
                  </td>
                  <td className="n">{row.people}</td>
                  {hasCost && <Cost lines={row.cost} />}
                </tr>
              ))}
              {others && (
                <tr>
                  <td className="text-ink-3">{words.others}</td>
                  <td className="only-desk" />
                  <td />
                  <td className="n">{others.people}</td>
                  {hasCost && <Cost lines={others.cost} />}
                </tr>
              )}
            </tbody>
          </table>
        </TableScroll>
      )}
    </>
  )
}

function Cost({ lines = [] }: { lines?: string[] }) {
  return (
    <td className="n">
      {lines.length === 0 ? (
        <span className="text-ink-3">–</span>
      ) : (
        lines.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))
      )}
    </td>
  )
}
