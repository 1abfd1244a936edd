import { AppError } from '@/lib/core'

export const FILE_PROBLEMS = [
  'empty',
  'no_rows',
  'spreadsheet',
  'not_text',
  'encoding_unknown',
  'encoding_broken',
  'line_too_long',
  'row_too_long',
  'quote_open',
  'quote_inside',
  'quote_closing',
  'columns_too_many',
  'rows_too_many',
  'header_twice',
  'column_missing',
  'field_missing',
  'field_twice',
] as const
export type FileProblemCode = (typeof FILE_PROBLEMS)[number]

/** Why a file cannot be read as a table at all. Words for it are in messages, import.fileProblems.<code>. */
export interface FileProblem {
  code: FileProblemCode
  line?: number
  /** Header of a column, or its number from 1. */
  column?: string
  /** The bound that was passed, in characters or columns. */
  limit?: number
}

const WAY_OUT: Record<FileProblemCode, string> = {
  empty: 'The file is empty. Export it again.',
  no_rows: 'The file has a header line and nothing below it.',
  spreadsheet: 'This is a workbook, not a CSV file. In the spreadsheet choose Save as, CSV UTF-8.',
  not_text: 'This is not a text file. Export the data as CSV.',
  encoding_unknown: 'Some bytes are neither UTF-8 nor UTF-16 nor Korean (CP949). Save the file as CSV UTF-8.',
  encoding_broken: 'The file says it is UTF-16 but breaks off inside a character. Save it as CSV UTF-8.',
  line_too_long: 'A line is too long for a row of a table. Is the line break missing?',
  row_too_long: 'A row is too long. A quotation mark that is opened before it may never be closed.',
  quote_open: 'A quotation mark is opened and never closed. Close it, or double it if it is part of the text.',
  quote_inside: 'There is a quotation mark inside a value. Put the whole value in quotation marks and double the one inside.',
  quote_closing: 'Text follows a closing quotation mark. Double the quotation marks that are part of the value.',
  columns_too_many: 'The header line has too many columns for such a file. Is the separator right?',
  rows_too_many: 'The file has more rows than can be imported at once. Split it.',
  header_twice: 'Two columns that are to be imported have the same header. Rename one of them.',
  column_missing: 'A chosen column is not in the file. Choose the columns again.',
  field_missing: 'A required column is not chosen.',
  field_twice: 'Two columns are chosen for the same field.',
}

/** Thrown while reading, whenever it shows; caught where a person or a report is told. */
export class FileProblemError extends Error {
  readonly problem: FileProblem
  constructor(problem: FileProblem) {
    super(describeFileProblem(problem))
    this.name = 'FileProblemError'
    this.problem = problem
  }
}

export function describeFileProblem({ code, line, column }: FileProblem): string {
  const place = [line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(', ')
  return place ? `${WAY_OUT[code]} (${place})` : WAY_OUT[code]
}

export function isFileProblem(error: unknown): error is FileProblemError {
  return error instanceof Error && error.name === 'FileProblemError'
}

/** For callers that have no page to show it on. */
export function toInvalidInput(error: FileProblemError, field: string): AppError {
  return new AppError('invalid_input', { message: error.message, fields: { [field]: error.problem.code }, cause: error })
}
