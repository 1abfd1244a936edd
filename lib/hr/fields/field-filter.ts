import type { Principal } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { type Sql, sql, type TenantDb, table } from '@/lib/tenancy'
import { mayReadAll } from '../access/field-policy'
import { checkValue } from './check-value'
import type { CustomField, FieldType, FieldValue } from './custom-field.schema'
import { loadFields } from './list-fields'

const OPERATORS = ['eq', 'gte', 'lte'] as const
type Operator = (typeof OPERATORS)[number]
/** Of one field: any of some values, or from one value to another. Both ends in one condition, or each alone finds half of a company. */
export interface FieldFilter {
  field: CustomField
  eq?: FieldValue[]
  gte?: FieldValue
  lte?: FieldValue
}

/** Where the side table keeps values of a type; each has an index that begins with tenant and field. */
const COLUMNS: Record<FieldType, 'text_value' | 'number_value' | 'date_value'> = {
  text: 'text_value',
  choice: 'text_value',
  person: 'text_value',
  url: 'text_value',
  number: 'number_value',
  money: 'number_value',
  yesno: 'number_value',
  date: 'date_value',
}
const COLUMN_SQL = { text_value: sql`v.text_value`, number_value: sql`v.number_value`, date_value: sql`v.date_value` }
const CASTS = { text_value: sql`text`, number_value: sql`double precision`, date_value: sql`date` }

export const valueColumn = (type: FieldType): Sql => COLUMN_SQL[COLUMNS[type]]
/** A value, as a parameter of the type of its column. */
export const valueSql = (type: FieldType, value: string): Sql => sql`${value}::text::${CASTS[COLUMNS[type]]}`

/** The part of a list's query that speaks of the tenant's own fields: 'badge:eq:A12', and the key that it is sorted by. */
export async function readFieldQuery(
  db: TenantDb,
  principal: Principal,
  { field: texts = [], sortField }: { field?: string[] | undefined; sortField?: string | undefined },
): Promise<{ filters: FieldFilter[]; order: CustomField | null; fields: CustomField[] }> {
  const fields = await loadFields(db, 'person')
  const find = (key: string, name: 'field' | 'sortField') => comparable(principal, fields, key, name)
  const filters = new Map<string, FieldFilter>()
  for (const text of texts) {
    const [key = '', operator = '', ...rest] = text.split(':')
    const field = find(key, 'field')
    const checked = checkValue({ ...field, isRequired: true }, parseText(field, rest.join(':')))
    if (!isOperator(operator, field) || 'wrong' in checked || checked.value === null) throw malformed('field', key)
    const filter = filters.get(key) ?? { field }
    filters.set(key, filter)
    if (operator === 'eq') filter.eq = [...(filter.eq ?? []), checked.value]
    else filter[operator] = checked.value
  }
  return { filters: [...filters.values()], order: sortField ? find(sortField, 'sortField') : null, fields }
}

function comparable(principal: Principal, fields: CustomField[], key: string, name: string): CustomField {
  const field = fields.find((each) => each.key === key && !each.isArchived)
  if (!field?.isFilterable) throw malformed(name, key)
  if (!mayReadAll(principal, field.access)) {
    const message = 'Your role does not allow this. Ask an administrator for it.'
    throw new AppError('forbidden', { message, key: 'auth.errors.noPermission', fields: { [name]: message } })
  }
  if (!field.isIndexed)
    throw new AppError('conflict', {
      message: 'The values of this field are still being looked through. Try again in a minute.',
      key: 'fields.wrong.indexing',
    })
  return field
}

/** Only what has an order is compared with more and less. */
const isOperator = (text: string, { type }: CustomField): text is Operator =>
  text === 'eq' || ((text === 'gte' || text === 'lte') && (type === 'number' || type === 'money' || type === 'date'))

function parseText({ type }: CustomField, text: string): unknown {
  if (type === 'number' || type === 'money') return text.trim() === '' ? null : Number(text)
  if (type === 'yesno') return text === 'true' ? true : text === 'false' ? false : null
  return text
}

const malformed = (name: string, key: string) =>
  new AppError('invalid_input', {
    message: `${key} is no field that this list is filtered or sorted by in this way.`,
    key: 'fields.wrong.filter',
    fields: { [name]: 'key:eq:value, key:gte:value or key:lte:value of a filterable field' },
  })

/** Leakproof operators on an index each, so that row-level security costs no scan. */
export function filterSql({ field, eq, gte, lte }: FieldFilter): Sql {
  const column = valueColumn(field.type)
  const text = (value: FieldValue) => (typeof value === 'boolean' ? String(Number(value)) : String(value))
  const conditions = [
    ...(eq?.length === 1 ? [sql`${column} = ${valueSql(field.type, text(eq[0]!))}`] : []),
    ...(eq && eq.length > 1 ? [sql`${column} = ANY (${eq.map(text)}::text[]::${CASTS[COLUMNS[field.type]]}[])`] : []),
    ...(gte !== undefined ? [sql`${column} >= ${valueSql(field.type, text(gte))}`] : []),
    ...(lte !== undefined ? [sql`${column} <= ${valueSql(field.type, text(lte))}`] : []),
  ].reduce((all, each) => sql`${all} AND ${each}`)
  return sql`e.id IN (SELECT v.employee_id FROM ${table('employee_values')} v WHERE v.field_id = ${field.id}::uuid AND ${conditions})`
}
