import { type Sql, sql, table } from '@/lib/tenancy'

/** A column of the chart is one of these: people below a manager, or those whom nobody above holds, of all or of one department. */
export interface ReportsOf {
  managerId?: string
  /** 'none': of people without a department. */
  departmentId?: string
}

export const REPORTS_SHOWN_MAX = 1_000
export const TREE_SHOWN_MAX = 20_000

export interface ReportRecord {
  id: string
  parent_id: string | null
  first_name: string
  last_name: string
  title: string
  department_name: string | null
  direct: number
  total: number
}

const within = ({ departmentId }: ReportsOf, alias: 'e' | 'm'): Sql => {
  if (departmentId === undefined) return sql`true`
  const column = alias === 'e' ? sql`e.department_id` : sql`m.department_id`
  return departmentId === 'none' ? sql`${column} IS NULL` : sql`${column} = ${departmentId}::uuid`
}

/** The first column: nobody above who works here, and of a department: nobody above in it. Whoever left holds nobody any more. */
function firstSql(of: ReportsOf): Sql {
  const employees = table('employees')
  if (of.managerId) {
    return sql`SELECT e.* FROM ${employees} e WHERE e.manager_id = ${of.managerId}::uuid AND e.status = 'active' AND ${within(of, 'e')}`
  }
  if (of.departmentId) {
    return sql`
      SELECT e.* FROM ${employees} e WHERE ${within(of, 'e')} AND e.status = 'active' AND NOT EXISTS (
        SELECT FROM ${employees} m WHERE m.id = e.manager_id AND m.status = 'active' AND ${within(of, 'm')})`
  }
  return sql`
    SELECT e.* FROM ${employees} e WHERE e.manager_id IS NULL AND e.status = 'active'
    UNION ALL
    SELECT e.* FROM ${employees} m JOIN ${employees} e ON e.manager_id = m.id WHERE m.status = 'left' AND e.status = 'active'`
}

/** One column by name, and how many are below each. UNION drops what was seen, so that a circle made by hand ends. */
export function reportsSql(of: ReportsOf): Sql {
  return sql`
    WITH RECURSIVE shown AS MATERIALIZED (
      SELECT * FROM (${firstSql(of)}) e ORDER BY e.last_name, e.first_name, e.id LIMIT ${REPORTS_SHOWN_MAX}
    ), below AS (
      SELECT s.id AS top, e.id, true AS is_direct
        FROM shown s JOIN ${table('employees')} e ON e.manager_id = s.id WHERE e.status = 'active' AND ${within(of, 'e')}
      UNION
      SELECT b.top, e.id, false
        FROM below b JOIN ${table('employees')} e ON e.manager_id = b.id WHERE e.status = 'active' AND e.id <> b.top AND ${within(of, 'e')}
    ), counts AS (
      SELECT top, count(DISTINCT id) FILTER (WHERE is_direct)::integer AS direct, count(DISTINCT id)::integer AS total FROM below GROUP BY top
    )
    SELECT s.id::text, ${of.managerId ?? null}::text AS parent_id, s.first_name, s.last_name, s.title, d.name AS department_name,
           coalesce(c.direct, 0) AS direct, coalesce(c.total, 0) AS total
      FROM shown s LEFT JOIN counts c ON c.top = s.id LEFT JOIN ${table('departments')} d ON d.id = s.department_id
     ORDER BY s.last_name, s.first_name, s.id`
}

/** Everybody below, each once, parents before their reports. Counts are left to whoever has them all. */
export function reportTreeSql(of: ReportsOf): Sql {
  return sql`
    WITH RECURSIVE below AS (
      SELECT e.id, ${of.managerId ?? null}::uuid AS parent_id, 1 AS depth FROM (${firstSql(of)}) e
      UNION
      SELECT e.id, b.id, b.depth + 1
        FROM below b JOIN ${table('employees')} e ON e.manager_id = b.id WHERE e.status = 'active' AND b.depth < 50 AND ${within(of, 'e')}
    )
    SELECT e.id::text, b.parent_id::text, e.first_name, e.last_name, e.title, d.name AS department_name, 0 AS direct, 0 AS total
      FROM below b JOIN ${table('employees')} e ON e.id = b.id LEFT JOIN ${table('departments')} d ON d.id = e.department_id
     ORDER BY b.depth, e.last_name, e.first_name, e.id LIMIT ${TREE_SHOWN_MAX}`
}

/** From the person upwards; the depth is bounded, so that a circle made by hand ends. */
export function pathSql(personId: string): Sql {
  return sql`
    WITH RECURSIVE chain AS (
      SELECT e.id, e.manager_id, e.status, e.department_id, 1 AS depth FROM ${table('employees')} e WHERE e.id = ${personId}::uuid
      UNION ALL
      SELECT m.id, m.manager_id, m.status, m.department_id, chain.depth + 1
        FROM chain JOIN ${table('employees')} m ON m.id = chain.manager_id WHERE chain.depth < 50
    )
    SELECT c.id::text, c.status, c.department_id::text FROM chain c ORDER BY c.depth`
}
