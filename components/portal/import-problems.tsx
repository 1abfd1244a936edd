'use client'
import { useState } from 'react'
import { TableScroll } from '@/components/ui/table'

export type ProblemGroupView = {
  key: string
  name: string
  count: string
  shown: string
  rows: { line: string; subject: string; column: string; value: string; text: string; suggestion: string | null }[]
}

type Props = {
  groups: ProblemGroupView[]
  downloads: { href: string; label: string }[]
  words: Record<'column' | 'decision' | 'row' | 'subject' | 'value' | 'why', string>
}

/** Rows that need a decision, grouped by what is wrong, the most frequent first. */
export function ImportProblems({ groups, downloads, words }: Props) {
  const [key, setKey] = useState(groups[0]?.key)
  const group = groups.find((each) => each.key === key) ?? groups[0]
  if (!group) return null
  return (
    <section aria-labelledby="decision">
      <div className="row mb-3 flex-wrap">
        <h2 id="decision">{words.decision}</h2>
        <span className="flex-1" />
        {groups.map((each) => (
          <button
            key={each.key}
            type="button"
            className="chip aria-pressed:border-brand-text aria-pressed:bg-tint"
            aria-pressed={each.key === group.key}
            onClick={() => setKey(each.key)}
          >
            <em>{each.name}</em>
            <b className="tabular-nums">{each.count}</b>
          </button>
        ))}
      </div>
      <TableScroll label={words.decision}>
        <table className="table dense">
          <thead>
            <tr>
              <th scope="col" className="n">
                {words.row}
              </th>
              <th scope="col">{words.subject}</th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {group.rows.map((row) => (
              <tr key={`${row.line} ${row.column}`}>
                <td className="n text-ink-3">{row.line}</td>
                <td>{row.subject}</td>
                <td className="mono text-ink-2">{row.column}</td>
                <td>{row.value && <span className="mono bad-value">{row.value}</span>}</td>
                <td className="whitespace-normal">
                  {row.text} {row.suggestion && <span className="text-ink-3">{row.suggestion}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="row mt-2.5 flex-wrap text-12 text-ink-3">
        <span className="tabular-nums">{group.shown}</span>
        <span className="flex-1" />
        {downloads.map((download) => (
          <a key={download.href} className="link" href={download.href} download>
            {download.label}
          </a>
        ))}
      </p>
    </section>
  )
}
