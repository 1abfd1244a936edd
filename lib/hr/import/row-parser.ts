import { type AnyField, fieldsOf, type ImportKind, type Mapping } from './fields'
import { FileProblemError } from './file-problem'
import type { CsvRow } from './read-csv'
import { RowProblems } from './row-problem'
import { departmentRow } from './rows/department-row'
import { employeeRow } from './rows/employee-row'
import { salaryRow } from './rows/salary-row'

export interface RowOptions {
  /** The tenant's. */
  today: string
  /** For salaries without a column or value of their own. */
  currency: string
  period: 'year' | 'month'
}

/** The cell of a field in the present row, trimmed; '' if the field is not mapped or the cell is empty. */
export type Cells = (field: AnyField) => string

/** Reads the cells of one row into the columns of its temporary table; null is NULL. */
export type ReadRow = (cells: Cells, problems: RowProblems, options: RowOptions) => (string | number | null)[]

const READERS: Record<ImportKind, ReadRow> = { departments: departmentRow, employees: employeeRow, salaries: salaryRow }

/** Row -> one line of COPY's text format, with what is wrong with it as JSON in the last column. Counts as it goes. */
export class RowParser {
  rows = 0
  bad = 0
  readonly #read: ReadRow
  readonly #columns: Map<AnyField, number>
  readonly #width: number
  readonly #options: RowOptions

  constructor(kind: ImportKind, headers: readonly string[], mapping: Mapping, options: RowOptions) {
    this.#read = READERS[kind]
    this.#columns = columnsOf(kind, headers, mapping)
    this.#width = headers.length
    this.#options = options
  }

  parse({ line, values }: CsvRow): string {
    const problems = new RowProblems()
    if (values.length < this.#width) problems.add(null, 'columns_too_few', String(values.length), this.#width)
    // Spreadsheets leave separators behind for columns that once were there.
    else if (values.length > this.#width && values.slice(this.#width).some((value) => value !== '')) {
      problems.add(null, 'columns_too_many', String(values.length), this.#width)
    }
    const cells: Cells = (field) => {
      const column = this.#columns.get(field)
      const value = column === undefined ? undefined : values[column]
      return value === undefined ? '' : unprotect(value)
    }
    const fields = this.#read(cells, problems, this.#options)
    this.rows++
    if (problems.list.length > 0) this.bad++
    let text = String(line)
    for (const field of fields) text += field === null ? '\t\\N' : `\t${escapeCopy(String(field))}`
    return `${text}\t${problems.list.length > 0 ? escapeCopy(JSON.stringify(problems.list)) : '\\N'}\n`
  }
}

/** Field -> index of its column. Throws FileProblemError for a mapping that the file does not hold. */
export function columnsOf(kind: ImportKind, headers: readonly string[], mapping: Mapping): Map<AnyField, number> {
  const columns = new Map<AnyField, number>()
  for (const [field, header] of Object.entries(mapping) as [AnyField, string | undefined][]) {
    if (!header || !fieldsOf(kind).some(([name]) => name === field)) continue
    const index = headers.indexOf(header)
    if (index < 0) throw new FileProblemError({ code: 'column_missing', column: header })
    if (headers.indexOf(header, index + 1) >= 0) throw new FileProblemError({ code: 'header_twice', column: header })
    if ([...columns.values()].includes(index) && !isShared(kind, field)) throw new FileProblemError({ code: 'field_twice', column: header })
    columns.set(field, index)
  }
  for (const [field, { isRequired }] of fieldsOf(kind)) {
    if (isRequired && !columns.has(field)) throw new FileProblemError({ code: 'field_missing', column: field })
  }
  const hasName = (['fullName', 'firstName', 'lastName'] as const).some((field) => columns.has(field))
  if (kind === 'employees' && !hasName) throw new FileProblemError({ code: 'field_missing', column: 'lastName' })
  return columns
}

/** A department may go by its name, which then is its code too. */
function isShared(kind: ImportKind, field: AnyField): boolean {
  return kind === 'departments' && (field === 'code' || field === 'name')
}

/** Takes back what our own files of bad rows put before a formula, so that a corrected file can be read again. */
function unprotect(value: string): string {
  return value.length > 1 && value[0] === "'" && /^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export function escapeCopy(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : text
}
