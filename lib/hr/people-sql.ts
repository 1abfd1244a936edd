import { type Sql, sql, table } from '@/lib/tenancy'
import type { Cursor } from './cursor'
import type { CustomValues } from './fields/custom-field.schema'
import type { PeopleQuery, PeopleSort } from './people-query.schema'
import type { PlainDate } from './types'

/** What the list reads of a person; `r_` columns belong to related rows. */
export interface PeopleRecord {
  id: string
  number: string
  first_name: string
  last_name: string
  title: string
  email: string | null
  status: 'active' | 'left'
  hired_on: string
  left_on: string | null
  department_id: string | null
  department_name: string | null
  manager_id: string | null
  manager_first_name: string | null
  manager_last_name: string | null
  amount_minor: bigint | null
  currency: string | null
  period: 'year' | 'month' | null
  /** How many people the whole list has, the same in each row. */
  total: number
  custom: CustomValues
}

// Each order has an index that starts with tenant_id and ends with a unique column, so that equal names have a place too.
const ORDERS: Record<
  PeopleSort,
  { asc: Sql; desc: Sql; key: (row: PeopleRecord) => string[]; above: (key: string[]) => Sql; below: (key: string[]) => Sql }
> = {
  name: {
    asc: sql`e.last_name, e.first_name, e.id`,
    desc: sql`e.last_name DESC, e.first_name DESC, e.id DESC`,
    key: (row) => [row.last_name, row.first_name, row.id],
    above: ([last, first, id]) => sql`(e.last_name, e.first_name, e.id) > (${last}, ${first}, ${id}::uuid)`,
    below: ([last, first, id]) => sql`(e.last_name, e.first_name, e.id) < (${last}, ${first}, ${id}::uuid)`,
  },
  number: {
    asc: sql`e.number`,
    desc: sql`e.number DESC`,
    key: (row) => [row.number],
    above: ([number]) => sql`e.number > ${number}`,
    below: ([number]) => sql`e.number < ${number}`,
  },
  title: {
    asc: sql`e.title, e.id`,
    desc: sql`e.title DESC, e.id DESC`,
    key: (row) => [row.title, row.id],
    above: ([title, id]) => sql`(e.title, e.id) > (${title}, ${id}::uuid)`,
    below: ([title, id]) => sql`(e.title, e.id) < (${title}, ${id}::uuid)`,
  },
  hiredOn: {
    asc: sql`e.hired_on, e.id`,
    desc: sql`e.hired_on DESC, e.id DESC`,
    key: (row) => [row.hired_on, row.id],
    above: ([hired, id]) => sql`(e.hired_on, e.id) > (${hired}::date, ${id}::uuid)`,
    below: ([hired, id]) => sql`(e.hired_on, e.id) < (${hired}::date, ${id}::uuid)`,
  },
}

export const NAME_ORDER = ORDERS.name

export function keyOf(sort: PeopleSort, row: PeopleRecord): string[] {
  return ORDERS[sort].key(row)
}

/** Only operators that are leakproof may use an index under row-level security: no LIKE, no lower(), no enum or numeric. */
export function peopleFilter(query: PeopleQuery, me: string | null, more: readonly Sql[] = []): Sql {
  const employees = table('employees')
  let where = sql`true`
  const and = (condition: Sql) => {
    where = sql`${where} AND ${condition}`
  }
  if (query.id?.length) and(sql`e.id = ANY (${query.id}::uuid[])`)
  if (query.status !== 'all') and(sql`e.status = ${query.status}`)
  if (query.department?.length) and(sql`e.department_id = ANY (${query.department}::uuid[])`)
  if (query.manager) and(sql`e.manager_id = ${query.manager}::uuid`)
  if (query.hiredFrom) and(sql`e.hired_on >= ${query.hiredFrom}::date`)
  if (query.hiredTo) and(sql`e.hired_on <= ${query.hiredTo}::date`)
  if (query.title?.length) and(sql`e.title = ANY (${query.title}::text[])`)
  if (query.view === 'untitled') and(sql`e.title = ''`)
  if (query.view === 'managers') and(sql`EXISTS (SELECT FROM ${employees} r WHERE r.manager_id = e.id AND r.status = 'active')`)
  if (query.view === 'team') and(sql`e.id IN (${belowSql(me)})`)
  if (query.search) and(sql`e.id IN (${foundSql(query.search)})`)
  for (const condition of more) and(condition)
  return where
}

/** Whom some words find: by name, number, title and address, and by what the tenant's own fields say of them. */
export function foundSql(words: string): Sql {
  return sql`
    SELECT found FROM ${table('search_employees')}(${words}) found
    UNION SELECT found FROM ${table('search_employee_values')}(${words}) found`
}

/** Everybody below one person, in any depth. */
export function belowSql(me: string | null): Sql {
  return sql`
    WITH RECURSIVE below AS (
      SELECT r.id FROM ${table('employees')} r WHERE r.manager_id = ${me}::uuid
      UNION
      SELECT r.id FROM below JOIN ${table('employees')} r ON r.manager_id = below.id
    )
    SELECT id FROM below WHERE id <> ${me}::uuid`
}

/**
 * A page and the total of its list in one statement. One row more than asked for tells whether another page follows. Rows come in the
 * order of reading, backwards for `before`.
 */
export function peoplePageSql(
  query: PeopleQuery,
  me: string | null,
  cursor: Cursor | undefined,
  today: PlainDate,
  more: readonly Sql[] = [],
): Sql {
  const order = ORDERS[query.sort]
  const isAscending = (query.direction === 'asc') === (cursor?.side !== 'before')
  const start = cursor ? (isAscending ? order.above(cursor.key) : order.below(cursor.key)) : sql`true`
  const direction = isAscending ? order.asc : order.desc
  return peopleRowsSql(
    sql`SELECT e.*, NULL::text AS sort_value FROM ${table('employees')} e WHERE ${peopleFilter(query, me, more)} AND ${start} ORDER BY ${direction} LIMIT ${query.limit + 1}`,
    { direction, total: peopleCountSql(query, me, more), today },
  )
}

/** What the list shows of some rows of employees, in their order; `total` counts the whole list. */
export function peopleRowsSql(rows: Sql, { direction, total, today }: { direction: Sql; total: Sql; today: PlainDate }): Sql {
  return sql`
    SELECT e.id::text, e.number, e.first_name, e.last_name, e.title, e.email, e.status, e.custom, e.sort_value,
           to_char(e.hired_on, 'YYYY-MM-DD') AS hired_on, to_char(e.left_on, 'YYYY-MM-DD') AS left_on,
           d.id::text AS department_id, d.name AS department_name,
           m.id::text AS manager_id, m.first_name AS manager_first_name, m.last_name AS manager_last_name,
           s.amount_minor, s.currency, s.period, (${total}) AS total
      FROM (${rows}) e
      LEFT JOIN ${table('departments')} d ON d.id = e.department_id
      LEFT JOIN ${table('employees')} m ON m.id = e.manager_id
      LEFT JOIN LATERAL (${payOnSql(sql`e.id`, today)}) s ON true
     ORDER BY ${direction}`
}

export function peopleCountSql(query: PeopleQuery, me: string | null, more: readonly Sql[] = []): Sql {
  return sql`SELECT count(*)::integer AS total FROM ${table('employees')} e WHERE ${peopleFilter(query, me, more)}`
}

/** The pay of one person that holds on a day: of overlapping rows the later one. */
export function payOnSql(employeeId: Sql, day: PlainDate): Sql {
  return sql`
    SELECT p.amount_minor, p.currency, p.period
      FROM (SELECT * FROM ${table('salaries')} p WHERE p.employee_id = ${employeeId} AND p.from_date <= ${day}::date ORDER BY p.from_date DESC LIMIT 1) p
     WHERE p.to_date IS NULL OR p.to_date >= ${day}::date`
}

/**
 * What everybody's pay of a day costs in a year: employee_id, currency, yearly. Both orders are descending, so that
 * salaries_employee_from is read backwards and nothing is sorted.
 */
export function yearlyPaySql(day: PlainDate): Sql {
  return sql`
    SELECT latest.* FROM (
      SELECT DISTINCT ON (s.employee_id) s.employee_id, s.currency, s.to_date, CASE s.period WHEN 'year' THEN s.amount_minor ELSE s.amount_minor * 12 END AS yearly
        FROM ${table('salaries')} s WHERE s.from_date <= ${day}::date ORDER BY s.employee_id DESC, s.from_date DESC
    ) latest WHERE latest.to_date IS NULL OR latest.to_date >= ${day}::date`
}
