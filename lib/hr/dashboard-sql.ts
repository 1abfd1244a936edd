import { type Sql, sql, table } from '@/lib/tenancy'
import type { PlainDate } from './types'

/** Months since year 0, as timeline.ts counts them. */
const monthOf = (date: Sql) => sql`(date_part('year', ${date}) * 12 + date_part('month', ${date}) - 1)::integer`

/** Whoever left on a day that nobody recorded is in neither sum: they would stand in the headcount for ever. */
export function eventsSql(today: PlainDate): Sql {
  return sql`
    SELECT month, sum(joined)::integer AS joined, sum(gone)::integer AS gone
      FROM (SELECT ${monthOf(sql`e.hired_on`)} AS month, count(*) AS joined, 0 AS gone
              FROM ${table('employees')} e
             WHERE e.hired_on <= ${today}::date AND (e.status = 'active' OR e.left_on IS NOT NULL) GROUP BY 1
            UNION ALL
            SELECT ${monthOf(sql`e.left_on`)}, 0, count(*)
              FROM ${table('employees')} e WHERE e.status = 'left' AND e.left_on IS NOT NULL GROUP BY 1) events
     GROUP BY month ORDER BY month`
}

/**
 * Each pay begins on its day and ends where the next begins, or after its last day. Rows of which one ends on the day the next
 * begins, and rows that end the day before, both give a line without gaps.
 */
export function payChangesSql(today: PlainDate): Sql {
  return sql`
    WITH pay AS (
      SELECT s.currency, s.from_date, CASE s.period WHEN 'year' THEN s.amount_minor ELSE s.amount_minor * 12 END AS yearly,
             least(lead(s.from_date) OVER (PARTITION BY s.employee_id ORDER BY s.from_date), s.to_date + 1) AS ended
        FROM ${table('salaries')} s WHERE s.from_date <= ${today}::date
    )
    SELECT month, currency, sum(yearly)::bigint AS yearly
      FROM (SELECT ${monthOf(sql`pay.from_date`)} AS month, currency, sum(yearly) AS yearly FROM pay GROUP BY 1, 2
            UNION ALL
            SELECT ${monthOf(sql`pay.ended`)}, currency, -sum(yearly) FROM pay WHERE ended <= ${today}::date GROUP BY 1, 2) changes
     GROUP BY month, currency ORDER BY month`
}

/** Active people by department and by title; `isDepartment` tells which of the two a row is. */
export function groupsSql(): Sql {
  return sql`
    SELECT grouping(e.title) = 1 AS is_department, e.department_id::text, e.title, NULL AS currency, 0::bigint AS yearly, count(*)::integer AS people
      FROM ${table('employees')} e WHERE e.status = 'active' GROUP BY GROUPING SETS ((e.department_id), (e.title))`
}

/** The same with what a year of their pay costs, one row for each currency; people without pay have none. */
export function groupsWithPaySql(today: PlainDate): Sql {
  return sql`
    WITH latest AS (
      SELECT DISTINCT ON (s.employee_id) s.employee_id, s.currency, s.to_date, CASE s.period WHEN 'year' THEN s.amount_minor ELSE s.amount_minor * 12 END AS yearly
        FROM ${table('salaries')} s WHERE s.from_date <= ${today}::date ORDER BY s.employee_id, s.from_date DESC
    ), pay AS (SELECT * FROM latest WHERE to_date IS NULL OR to_date >= ${today}::date)
    SELECT grouping(e.title) = 1 AS is_department, e.department_id::text, e.title, pay.currency, coalesce(sum(pay.yearly), 0)::bigint AS yearly, count(*)::integer AS people
      FROM ${table('employees')} e LEFT JOIN pay ON pay.employee_id = e.id
     WHERE e.status = 'active' GROUP BY GROUPING SETS ((e.department_id, pay.currency), (e.title, pay.currency))`
}

export function firstYearSql(): Sql {
  return sql`SELECT date_part('year', min(e.hired_on))::integer AS year FROM ${table('employees')} e`
}

/** By exact days of hire, so that the index on them is used: a month and a day cannot be looked up. */
export function hiredOnSql(days: readonly PlainDate[]): Sql {
  return sql`
    SELECT e.id::text, e.first_name, e.last_name, to_char(e.hired_on, 'YYYY-MM-DD') AS hired_on
      FROM ${table('employees')} e WHERE e.hired_on = ANY (${days}::date[]) AND e.status = 'active'`
}
