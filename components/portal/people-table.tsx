import { initials, Th } from '@/components/ui'
import { type Html, html } from '@/components/ui/html'
import type { PeopleColumnKey } from '@/lib/hr'

export type PeopleRow = {
  id: string
  /** In the order in which the script writes names; the family name is the bold part while it sorts the list. */
  name: { before: string; bold: string; after: string; full: string }
  /** The second line on a phone. */
  summary: string
  /** One for each column, in their order. `isQuiet`: words in place of a value that is not set. */
  cells: { text: string; isQuiet?: boolean }[]
  isLeft: boolean
}

export type PeopleColumn = {
  /** 'name' stands first and is always there. */
  key: 'name' | PeopleColumnKey
  label: string
  isNumber?: boolean
  sorted?: 'ascending' | 'descending'
  href?: string
  className?: string
}

type Props = {
  rows: PeopleRow[]
  columns: PeopleColumn[]
  /** The label of a row's box, with {name}; left out where nothing can be done with many. */
  pick?: { row: string; all: string }
  words: { left: string }
}

/** Rows are text (see html.ts). On a phone the same table becomes a list. */
export function PeopleTable({ rows, columns, pick, words }: Props) {
  return (
    <table className="table dense people" id="people">
      <thead>
        <tr>
          {pick && (
            <th scope="col" className="pick">
              <input type="checkbox" className="check" data-pick-all="" aria-label={pick.all} />
            </th>
          )}
          {columns.map(({ key, label, ...column }) => (
            <Th key={key} {...column}>
              {label}
            </Th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: html`` escapes every value */}
      <tbody dangerouslySetInnerHTML={{ __html: rows.map((row) => printRow(row, columns, pick?.row, words.left)).join('') }} />
    </table>
  )
}

function printRow(row: PeopleRow, [, ...columns]: PeopleColumn[], pick: string | undefined, left: string): string {
  const { name } = row
  const box = pick !== undefined && pickCell(row, pick)
  const cells = row.cells.map(({ text, isQuiet }, index) => html`<td class="${classOf(columns[index]!, isQuiet)}">${text}</td>`)
  return html`<tr>${box}<td class="who-cell"><a href="/people/${row.id}"><span class="avatar avatar-s${row.isLeft && ' avatar-neutral'}" aria-hidden="true">${initials(name.full)}</span><span class="who">${name.before}<b>${name.bold}</b>${name.after}${row.isLeft && html` <span class="tag">${left}</span>`}<span class="sub">${row.summary}</span></span></a></td>${cells}</tr>`
    .text
}

function pickCell({ id, name }: PeopleRow, label: string): Html {
  return html`<td class="pick"><input type="checkbox" class="check" data-pick="${id}" aria-label="${label.replace('{name}', name.full)}"></td>`
}

/** Columns that say who somebody is for others are paler than what they are themselves. */
const SOFT: Partial<Record<PeopleColumn['key'], string>> = { number: 'q', tenure: 'q', manager: 'm', email: 'm' }

function classOf({ key, isNumber, className }: PeopleColumn, isQuiet: boolean | undefined): string {
  return [isNumber && 'n', isQuiet ? 'q' : SOFT[key], className].filter(Boolean).join(' ')
}
