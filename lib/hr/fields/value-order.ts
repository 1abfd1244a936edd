import { type Sql, sql, table } from '@/lib/tenancy'
import type { Cursor } from '../cursor'
import { NAME_ORDER, type PeopleRecord } from '../people-sql'
import type { CustomField } from './custom-field.schema'
import { valueColumn, valueSql } from './field-filter'

/** Who has a value, in its order; then who has none, by name. Nobody is missing from a list because they lack a value. */
export type Part = 'valued' | 'blank'
export interface PartOfList {
  inner: Sql
  outer: Sql
}

/** Where a page begins: the part, and within it the row of the cursor. */
export const partOf = (cursor: Cursor | undefined): Part => (cursor?.key[0] === 'b' ? 'blank' : 'valued')

export function valueKey(record: PeopleRecord & { sort_value?: string | null }): string[] {
  return record.sort_value == null ? ['b', record.last_name, record.first_name, record.id] : ['v', record.sort_value, record.id]
}

/** One part of the list in the order of a field, from the cursor on where it is given. */
export function valuePart(
  field: CustomField,
  part: Part,
  {
    filter,
    cursor,
    isAscending,
    isBackwards,
    limit,
  }: { filter: Sql; cursor: Cursor | undefined; isAscending: boolean; isBackwards: boolean; limit: number },
): PartOfList {
  return part === 'valued'
    ? valued(field, { filter, key: cursor?.key, isAscending: isAscending !== isBackwards, limit })
    : blank(field, { filter, key: cursor?.key, isAscending: !isBackwards, limit })
}

type Options = { filter: Sql; key: string[] | undefined; isAscending: boolean; limit: number }

function valued(field: CustomField, { filter, key, isAscending, limit }: Options): PartOfList {
  const column = valueColumn(field.type)
  const [, value, id] = key ?? []
  const start = !key
    ? sql`true`
    : isAscending
      ? sql`(${column}, v.employee_id) > (${valueSql(field.type, value!)}, ${id}::uuid)`
      : sql`(${column}, v.employee_id) < (${valueSql(field.type, value!)}, ${id}::uuid)`
  const direction = isAscending ? sql`ASC` : sql`DESC`
  return {
    inner: sql`
      SELECT e.*, ${column} AS sort_key, ${column}::text AS sort_value
        FROM ${table('employee_values')} v JOIN ${table('employees')} e ON e.id = v.employee_id
       WHERE v.field_id = ${field.id}::uuid AND ${column} IS NOT NULL AND ${start} AND ${filter}
       ORDER BY ${column} ${direction}, v.employee_id ${direction} LIMIT ${limit}`,
    outer: sql`e.sort_key ${direction}, e.id ${direction}`,
  }
}

function blank(field: CustomField, { filter, key, isAscending, limit }: Options): PartOfList {
  const direction = isAscending ? NAME_ORDER.asc : NAME_ORDER.desc
  const start = !key ? sql`true` : isAscending ? NAME_ORDER.above(key.slice(1)) : NAME_ORDER.below(key.slice(1))
  return {
    inner: sql`
      SELECT e.*, NULL::text AS sort_value FROM ${table('employees')} e
       WHERE ${filter} AND ${start}
         AND NOT EXISTS (SELECT FROM ${table('employee_values')} v WHERE v.field_id = ${field.id}::uuid AND v.employee_id = e.id)
       ORDER BY ${direction} LIMIT ${limit}`,
    outer: direction,
  }
}
