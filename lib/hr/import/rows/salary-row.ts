import { newId } from '@/lib/core'
import { parseAmount, parseCurrency, parseDate, parseText, parseWord } from '../parse-values'
import type { ReadRow } from '../row-parser'

export const SALARY_COLUMNS = [
  'id uuid',
  'employee text',
  'amount_minor bigint',
  'currency text',
  'period text',
  'from_date date',
  'to_date date',
]

export const salaryRow: ReadRow = (cells, problems, options) => {
  const employee = parseText(cells('employee'), 60, 'employee', problems)
  if (employee === '') problems.add('employee', 'missing')
  const currency = cells('currency') === '' ? options.currency : parseCurrency(cells('currency'), 'currency', problems)
  const period = cells('period') === '' ? options.period : parseWord(cells('period'), 'period', 'period', problems)
  const amount =
    cells('amount') === ''
      ? problems.add('amount', 'missing')
      : parseAmount(cells('amount'), currency ?? options.currency, 'amount', problems)
  const from = cells('fromDate') === '' ? problems.add('fromDate', 'missing') : parseDate(cells('fromDate'), 'fromDate', problems)
  const end = cells('toDate') === '' ? null : parseDate(cells('toDate'), 'toDate', problems, true)
  const to = end?.startsWith('9999') ? null : end // how some systems write "until further notice"
  if (from && to && to < from) problems.add('toDate', 'from_after_to', cells('toDate'), from)
  return [newId(), employee, amount, currency, period, from, to]
}
