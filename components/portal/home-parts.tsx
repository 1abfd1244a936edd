import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui'

export type ShareRow = { key: string; label: string; href?: string; share: number; people: string; pay?: string }

/** Label, bar, people, pay. Bars are on one scale for all rows. */
export function ShareTable({ rows, words }: { rows: ShareRow[]; words: { label: string; people: string; pay: string; share: string } }) {
  const hasPay = rows.some((row) => row.pay !== undefined)
  return (
    <table className="share-table">
      <colgroup>
        <col className="w-[36%]" />
        <col className="w-[32%] phone:w-[22%]" />
        <col />
        {hasPay && <col />}
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">{words.label}</th>
          <th scope="col">{words.share}</th>
          <th scope="col">{words.people}</th>
          {hasPay && <th scope="col">{words.pay}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td>
              {row.href ? (
                <a className="hover:underline" href={row.href}>
                  {row.label}
                </a>
              ) : (
                row.label
              )}
            </td>
            <td>
              <div className="bar">
                <span style={{ width: `${(row.share * 100).toFixed(1)}%` }} />
              </div>
            </td>
            <td className="n">{row.people}</td>
            {hasPay && <td className="n text-ink-3">{row.pay}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export type Anniversary = { id: string; name: string; years: string; day: string }

export function Anniversaries({ people }: { people: Anniversary[] }) {
  return (
    <ul>
      {people.map((person) => (
        <li key={person.id} className="row h-[34px]">
          <Avatar name={person.name} size="s" />
          <a className="min-w-0 flex-1 truncate hover:underline" href={`/people/${person.id}`}>
            {person.name}
          </a>
          <span className="text-ink-2 tabular-nums">{person.years}</span>
          <span className="min-w-14 text-right whitespace-nowrap text-ink-3 tabular-nums">{person.day}</span>
        </li>
      ))}
    </ul>
  )
}

/** The numbers of a chart as a table, for whoever cannot or will not read the drawing. */
export function ChartTable({ summary, head, rows }: { summary: ReactNode; head: string[]; rows: string[][] }) {
  return (
    <details className="mt-3 text-12">
      <summary className="w-max cursor-pointer text-ink-3 hover:text-ink">{summary}</summary>
      <div className="mt-2 max-h-64 overflow-y-auto" tabIndex={-1}>
        <table className="table dense flush">
          <thead>
            <tr>
              {head.map((label, index) => (
                <th key={label} scope="col" className={index > 0 ? 'n' : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  <td key={index} className={index > 0 ? 'n' : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
