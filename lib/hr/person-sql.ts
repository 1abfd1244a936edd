import { type Sql, sql, table } from '@/lib/tenancy'
import type { PeopleRecord } from './people-sql'
import { payOnSql } from './people-sql'
import type { PlainDate } from './types'

export interface PersonRecord extends PeopleRecord {
  gender: 'F' | 'M' | 'X' | null
  birth_date: string | null
  phone: string | null
  address: string | null
  national_id: string | null
}
export interface SalaryRecord {
  amount_minor: bigint
  currency: string
  period: 'year' | 'month'
  from_date: string
  to_date: string | null
}
export interface ChainRecord {
  id: string
  first_name: string
  last_name: string
  title: string
  head_of: string | null
}
export interface TeamRecord {
  id: string
  first_name: string
  last_name: string
  title: string
}

export const TEAM_SHOWN_MAX = 200
const DEPTH_MAX = 50

export function personSql(id: string, today: PlainDate): Sql {
  return sql`
    SELECT e.id::text, e.number, e.first_name, e.last_name, e.title, e.email, e.status, e.gender, e.phone, e.address, e.national_id, e.custom,
           to_char(e.hired_on, 'YYYY-MM-DD') AS hired_on, to_char(e.left_on, 'YYYY-MM-DD') AS left_on,
           to_char(e.birth_date, 'YYYY-MM-DD') AS birth_date,
           d.id::text AS department_id, d.name AS department_name,
           m.id::text AS manager_id, m.first_name AS manager_first_name, m.last_name AS manager_last_name,
           s.amount_minor, s.currency, s.period
      FROM ${table('employees')} e
      LEFT JOIN ${table('departments')} d ON d.id = e.department_id
      LEFT JOIN ${table('employees')} m ON m.id = e.manager_id
      LEFT JOIN LATERAL (${payOnSql(sql`e.id`, today)}) s ON true
     WHERE e.id = ${id}::uuid`
}

export function salariesSql(id: string): Sql {
  return sql`
    SELECT s.amount_minor, s.currency, s.period, to_char(s.from_date, 'YYYY-MM-DD') AS from_date, to_char(s.to_date, 'YYYY-MM-DD') AS to_date
      FROM ${table('salaries')} s WHERE s.employee_id = ${id}::uuid ORDER BY s.from_date`
}

/** From the person's manager upwards; the depth is bounded, so that a cycle made by hand ends. */
export function reportsToSql(id: string): Sql {
  return sql`
    WITH RECURSIVE chain AS (
      SELECT m.id, m.manager_id, m.first_name, m.last_name, m.title, 1 AS depth
        FROM ${table('employees')} e JOIN ${table('employees')} m ON m.id = e.manager_id WHERE e.id = ${id}::uuid
      UNION ALL
      SELECT m.id, m.manager_id, m.first_name, m.last_name, m.title, chain.depth + 1
        FROM chain JOIN ${table('employees')} m ON m.id = chain.manager_id WHERE chain.depth < ${DEPTH_MAX} AND m.id <> ${id}::uuid
    )
    SELECT c.id::text, c.first_name, c.last_name, c.title,
           (SELECT min(d.name) FROM ${table('departments')} d WHERE d.head_id = c.id) AS head_of
      FROM chain c ORDER BY c.depth`
}

export function teamSql(id: string): Sql {
  return sql`
    SELECT e.id::text, e.first_name, e.last_name, e.title
      FROM ${table('employees')} e WHERE e.manager_id = ${id}::uuid AND e.status = 'active'
     ORDER BY e.last_name, e.first_name, e.id LIMIT ${TEAM_SHOWN_MAX}`
}

export function teamCountsSql(id: string): Sql {
  return sql`
    WITH RECURSIVE below AS (
      SELECT e.id, e.status, true AS is_direct FROM ${table('employees')} e WHERE e.manager_id = ${id}::uuid
      UNION
      SELECT e.id, e.status, false FROM below JOIN ${table('employees')} e ON e.manager_id = below.id WHERE e.id <> ${id}::uuid
    )
    SELECT count(DISTINCT id) FILTER (WHERE is_direct)::integer AS direct, count(DISTINCT id)::integer AS total FROM below WHERE status = 'active'`
}

export interface JobRecord {
  id: string
  kind: 'job' | 'leave' | 'rehire'
  effective_on: string
  sets: string[]
  reason: string
  is_applied: boolean
  title: string
  department_name: string | null
  manager_id: string | null
  manager_first_name: string | null
  manager_last_name: string | null
  old_title: string | null
  old_hired_on: string | null
  old_department_name: string | null
  old_manager_id: string | null
  old_manager_first_name: string | null
  old_manager_last_name: string | null
}

/** Changes of a job, oldest first. What was before: as it was when the change took effect, or as it is now while it is planned. */
export function jobChangesSql(id: string): Sql {
  return sql`
    SELECT j.id::text, j.kind, to_char(j.effective_on, 'YYYY-MM-DD') AS effective_on, j.sets, j.reason, j.applied_at IS NOT NULL AS is_applied,
           j.title, d.name AS department_name, m.id::text AS manager_id, m.first_name AS manager_first_name, m.last_name AS manager_last_name,
           j.old ->> 'title' AS old_title, j.old ->> 'hiredOn' AS old_hired_on, od.name AS old_department_name,
           om.id::text AS old_manager_id, om.first_name AS old_manager_first_name, om.last_name AS old_manager_last_name
      FROM (SELECT c.*, coalesce(c.previous, jsonb_build_object('title', e.title, 'departmentId', e.department_id, 'managerId', e.manager_id)) AS old
              FROM ${table('job_changes')} c JOIN ${table('employees')} e ON e.id = c.employee_id WHERE c.employee_id = ${id}::uuid) j
      LEFT JOIN ${table('departments')} d ON d.id = j.department_id
      LEFT JOIN ${table('employees')} m ON m.id = j.manager_id
      LEFT JOIN ${table('departments')} od ON od.id = (j.old ->> 'departmentId')::uuid
      LEFT JOIN ${table('employees')} om ON om.id = (j.old ->> 'managerId')::uuid
     ORDER BY j.effective_on, CASE j.kind WHEN 'leave' THEN 0 WHEN 'rehire' THEN 1 ELSE 2 END, j.id LIMIT 500`
}

/** Who stands before and after a person in the list by name, among those of the same status. */
export function neighboursSql(id: string): Sql {
  const name = sql`(n.last_name, n.first_name, n.id)`
  const own = sql`(e.last_name, e.first_name, e.id)`
  return sql`
    SELECT (SELECT n.id::text FROM ${table('employees')} n WHERE n.status = e.status AND ${name} < ${own}
             ORDER BY n.last_name DESC, n.first_name DESC, n.id DESC LIMIT 1) AS previous,
           (SELECT n.id::text FROM ${table('employees')} n WHERE n.status = e.status AND ${name} > ${own}
             ORDER BY n.last_name, n.first_name, n.id LIMIT 1) AS next
      FROM ${table('employees')} e WHERE e.id = ${id}::uuid`
}
