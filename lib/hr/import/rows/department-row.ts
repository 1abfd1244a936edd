import { parseText } from '../parse-values'
import type { ReadRow } from '../row-parser'

export const DEPARTMENT_COLUMNS = ['code text', 'name text', 'head text']

export const departmentRow: ReadRow = (cells, problems) => {
  const code = parseText(cells('code'), 60, 'code', problems)
  const name = parseText(cells('name'), 200, 'name', problems)
  if (code === '') problems.add('code', 'missing')
  if (name === '') problems.add('name', 'missing')
  const head = cells('head') === '' ? null : parseText(cells('head'), 60, 'head', problems)
  return [code, name, head]
}
