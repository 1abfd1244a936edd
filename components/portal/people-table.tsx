import { initials, Th } from '@/components/ui'
import { html } from '@/components/ui/html'

export type PeopleRow = {
  id: string
  /** In the order in which the script writes names; the family name is the bold part while it sorts the list. */
  name: { before: string; bold: string; after: string; full: string }
  number: string
  title: string
  hasTitle: boolean
  /** The second line on a phone. */
  summary: string
  department: string
  hasDepartment: boolean
  manager: string
  hasManager: boolean
  hired: string
  tenure: string
  /** undefined where the reader may not see it. */
  salary: string | undefined
  isLeft: boolean
}

export type PeopleColumn = { label: string; isNumber?: boolean; sorted?: 'ascending' | 'descending'; href?: string; className?: string }

/** Rows are text (see html.ts). On a phone the same table becomes a list. */
export function PeopleTable({
  rows,
  columns,
  hasSalary,
  words,
}: {
  rows: PeopleRow[]
  columns: PeopleColumn[]
  hasSalary: boolean
  words: { left: string }
}) {
  return (
    <table className="table dense people" id="people">
      <thead>
        <tr>
          {columns.map(({ label, ...column }) => (
            <Th key={label} {...column}>
              {label}
            </Th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: html`` escapes every value */}
      <tbody dangerouslySetInnerHTML={{ __html: rows.map((row) => printRow(row, hasSalary, words.left)).join('') }} />
    </table>
  )
}

function printRow(row: PeopleRow, hasSalary: boolean, left: string): string {
  const { name } = row
  return html`<tr><td><a href="/people/${row.id}"><span class="avatar avatar-s${row.isLeft && ' avatar-neutral'}" aria-hidden="true">${initials(name.full)}</span><span class="who">${name.before}<b>${name.bold}</b>${name.after}${row.isLeft && html` <span class="tag">${left}</span>`}<span class="sub">${row.summary}</span></span></a></td><td class="n q">${row.number}</td><td${!row.hasTitle && html` class="q"`}>${row.title}</td><td${!row.hasDepartment && html` class="q"`}>${row.department}</td><td class="fold ${row.hasManager ? 'm' : 'q'}">${row.manager}</td><td class="n">${row.hired}</td><td class="n q fold">${row.tenure}</td>${hasSalary && html`<td class="n${row.salary === undefined && ' q'}">${row.salary ?? '–'}</td>`}</tr>`
    .text
}
