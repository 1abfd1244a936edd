import type { AnyField } from './fields'

/** Found in a row by itself, and found among all rows by the database. Words: messages, import.problems.<code>. */
export const ROW_PROBLEMS = [
  'columns_too_few',
  'columns_too_many',
  'missing',
  'too_long',
  'control_character',
  'date_format',
  'date_not_exist',
  'date_range',
  'gender_unknown',
  'status_unknown',
  'email_invalid',
  'left_before_hired',
  'left_but_active',
  'born_after_hired',
  'manager_self',
  'amount_invalid',
  'amount_negative',
  'amount_too_large',
  'amount_decimals',
  'currency_unknown',
  'period_unknown',
  'from_after_to',
  'code_twice',
  'head_unknown',
  'number_twice',
  'department_unknown',
  'manager_unknown',
  'manager_left_out',
  'manager_cycle',
  'salary_twice',
  'employee_unknown',
  'employee_left_out',
] as const
export type RowProblemCode = (typeof ROW_PROBLEMS)[number]

export interface RowProblem {
  field: AnyField | null
  code: RowProblemCode
  /** As it stands in the file, cut to a readable length. */
  value: string
  /** What the words need: the line of the first of two, '1997-02:28' for a month with 28 days, a limit. */
  detail: string
}

const SHOWN_MAX = 80

/** Collects what is wrong with one row. */
export class RowProblems {
  readonly list: RowProblem[] = []
  add(field: AnyField | null, code: RowProblemCode, value = '', detail: string | number = ''): null {
    this.list.push({ field, code, value: value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX - 1)}…` : value, detail: String(detail) })
    return null
  }
}
