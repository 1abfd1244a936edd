import { newId } from '@/lib/core'
import { parseDate, parseEmail, parseText, parseWord, splitName } from '../parse-values'
import type { Cells, ReadRow } from '../row-parser'
import type { RowProblems } from '../row-problem'

export const EMPLOYEE_COLUMNS = [
  'id uuid',
  'number text',
  'first_name text',
  'last_name text',
  'gender text',
  'birth_date date',
  'email text',
  'title text',
  'department text',
  'manager text',
  'status text',
  'hired_on date',
  'left_on date',
]

export const employeeRow: ReadRow = (cells, problems, { today }) => {
  const number = parseText(cells('number'), 60, 'number', problems)
  if (number === '') problems.add('number', 'missing')
  const { first, last } = readName(cells, problems)
  const gender = cells('gender') === '' ? null : parseWord(cells('gender'), 'gender', 'gender', problems)
  const birthDate = cells('birthDate') === '' ? null : parseDate(cells('birthDate'), 'birthDate', problems)
  const email = cells('email') === '' ? null : parseEmail(cells('email'), 'email', problems)
  const title = parseText(cells('title'), 200, 'title', problems)
  const department = cells('department') === '' ? null : parseText(cells('department'), 200, 'department', problems)
  const manager = cells('manager') === '' ? null : parseText(cells('manager'), 60, 'manager', problems)
  if (manager !== null && manager === number) problems.add('manager', 'manager_self', manager)

  const hiredOn = cells('hiredOn') === '' ? problems.add('hiredOn', 'missing') : parseDate(cells('hiredOn'), 'hiredOn', problems)
  const end = cells('leftOn') === '' ? null : parseDate(cells('leftOn'), 'leftOn', problems, true)
  const leftOn = end?.startsWith('9999') ? null : end // how some systems write "not yet"
  if (hiredOn && leftOn && leftOn < hiredOn) problems.add('leftOn', 'left_before_hired', cells('leftOn'), hiredOn)
  if (hiredOn && birthDate && birthDate >= hiredOn) problems.add('birthDate', 'born_after_hired', cells('birthDate'), hiredOn)
  const hasLeft = leftOn !== null && leftOn <= today
  const status = cells('status') === '' ? (hasLeft ? 'left' : 'active') : parseWord(cells('status'), 'status', 'status', problems)
  if (status === 'active' && hasLeft) problems.add('status', 'left_but_active', cells('status'), leftOn)
  return [newId(), number, first, last, gender, birthDate, email, title ?? '', department, manager, status, hiredOn, leftOn]
}

function readName(cells: Cells, problems: RowProblems): { first: string | null; last: string | null } {
  const whole = parseText(cells('fullName'), 200, 'fullName', problems)
  const split = whole ? splitName(whole) : { first: '', last: '' }
  const first = parseText(cells('firstName'), 100, 'firstName', problems)
  const last = parseText(cells('lastName'), 100, 'lastName', problems)
  const name = { first: first === '' ? split.first : first, last: last === '' ? split.last : last }
  if (name.first === '' && name.last === '') problems.add('lastName', 'missing')
  return name
}
