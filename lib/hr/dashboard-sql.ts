import { type Sql, sql, table } from '@/lib/tenancy'
import { yearlyPaySql } from './people-sql'
import type { PlainDate } from './types'

/** Months since year 0, as timeline.ts counts them. */
const monthOf = (date: Sql) => sql`(date_part('year', ${date}) * 12 + date_part('month', ${date}) - 1)::integer`

/**
 * One pass: people by day, and only then days by month, because a day has many people. Whoever left on a day that nobody recorded is in
 * neither sum: they would stand in the headcount for ever.
 */
export function eventsSql(today: PlainDate): Sql {
  return sql`
    SELECT ${monthOf(sql`day`)} AS month, sum(joined)::integer AS joined, sum(gone)::integer AS gone
      FROM (SELECT CASE WHEN grouping(e.hired_on) = 0 THEN e.hired_on ELSE e.left_on END AS day,
                   CASE WHEN grouping(e.hired_on) = 0 THEN count(*) ELSE 0 END AS joined,
                   CASE WHEN grouping(e.hired_on) = 0 THEN 0 ELSE count(*) FILTER (WHERE e.status = 'left') END AS gone
              FROM ${table('employees')} e WHERE e.status = 'active' OR e.left_on IS NOT NULL
             GROUP BY GROUPING SETS ((e.hired_on), (e.left_on))) days
     WHERE joined + gone > 0 AND (gone > 0 OR day <= ${today}::date)
     GROUP BY 1 ORDER BY 1`
}

/**
 * Each pay begins on its day and ends where the next begins, or after its last day. Rows of which one ends on the day the next
 * begins, and rows that end the day before, both give a line without gaps. One pass in the order of salaries_employee_from, which
 * holds all of these columns; what begins and what ends on a day is summed before its month is looked for.
 */
export function payChangesSql(today: PlainDate): Sql {
  return sql`
    WITH pay AS (
      SELECT s.currency, s.from_date, CASE s.period WHEN 'year' THEN s.amount_minor ELSE s.amount_minor * 12 END AS yearly,
             least(lead(s.from_date) OVER (PARTITION BY s.employee_id ORDER BY s.from_date), s.to_date + 1) AS ended
        FROM ${table('salaries')} s WHERE s.from_date <= ${today}::date
    )
    SELECT ${monthOf(sql`day`)} AS month, currency, sum(changed)::bigint AS yearly
      FROM (SELECT CASE WHEN grouping(pay.from_date) = 0 THEN pay.from_date ELSE pay.ended END AS day, currency,
                   CASE WHEN grouping(pay.from_date) = 0 THEN sum(yearly) ELSE -sum(yearly) END AS changed
              FROM pay GROUP BY GROUPING SETS ((pay.from_date, currency), (pay.ended, currency))) days
     WHERE day <= ${today}::date
     GROUP BY 1, 2 ORDER BY 1`
}

/** Active people by department and by title; `isDepartment` tells which of the two a row is. */
export function groupsSql(): Sql {
  return named(sql`
    SELECT grouping(e.title) = 1 AS is_department, e.department_id, e.title, NULL AS currency, 0::bigint AS yearly, count(*)::integer AS people
      FROM ${table('employees')} e WHERE e.status = 'active' GROUP BY GROUPING SETS ((e.department_id), (e.title))`)
}

/** The same with what a year of their pay costs, one row for each currency; people without pay have none. */
export function groupsWithPaySql(today: PlainDate): Sql {
  return named(sql`
    SELECT grouping(e.title) = 1 AS is_department, e.department_id, e.title, pay.currency, coalesce(sum(pay.yearly), 0)::bigint AS yearly, count(*)::integer AS people
      FROM ${table('employees')} e
      LEFT JOIN (${yearlyPaySql(today)}) pay ON pay.employee_id = e.id
     WHERE e.status = 'active' GROUP BY GROUPING SETS ((e.department_id, pay.currency), (e.title, pay.currency))`)
}

function named(groups: Sql): Sql {
  return sql`
    SELECT g.is_department, g.department_id::text, d.name AS department_name, g.title, g.currency, g.yearly, g.people
      FROM (${groups}) g LEFT JOIN ${table('departments')} d ON d.id = g.department_id`
}

/** By exact days of hire, so that the index on them is used: a month and a day cannot be looked up. */
export function hiredOnSql(days: readonly PlainDate[]): Sql {
  return sql`
    SELECT e.id::text, e.first_name, e.last_name, to_char(e.hired_on, 'YYYY-MM-DD') AS hired_on
      FROM ${table('employees')} e WHERE e.hired_on = ANY (${days}::date[]) AND e.status = 'active'`
}
