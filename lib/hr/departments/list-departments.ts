import { type Principal, requirePermission } from '@/lib/auth'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import type { CustomValues } from '../fields/custom-field.schema'
import { loadFields } from '../fields/list-fields'
import { visibleValues } from '../fields/visible-values'
import type { DepartmentSummary } from '../types'

interface Row {
  id: string
  code: string
  name: string
  head_id: string | null
  head_first_name: string | null
  head_last_name: string | null
  people: number
  custom: CustomValues
}

/** All departments by name, with their head and how many people work there. */
export async function listDepartments(db: TenantDb, principal: Principal): Promise<DepartmentSummary[]> {
  requirePermission(principal, 'people:read')
  const rows = await db.$queryRaw<Row[]>(departmentsSql())
  const fields = rows.some(({ custom }) => Object.keys(custom).length > 0) ? await loadFields(db, 'department') : []
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    head: row.head_id ? { id: row.head_id, firstName: row.head_first_name!, lastName: row.head_last_name! } : null,
    activePeople: row.people,
    custom: visibleValues(principal, fields, row.custom, 'other'),
  }))
}

export function departmentsSql() {
  return sql`
    SELECT d.id::text, d.code, d.name, h.id::text AS head_id, h.first_name AS head_first_name, h.last_name AS head_last_name,
           coalesce(n.people, 0)::integer AS people, d.custom
      FROM ${table('departments')} d
      LEFT JOIN ${table('employees')} h ON h.id = d.head_id
      LEFT JOIN (SELECT e.department_id, count(*) AS people FROM ${table('employees')} e WHERE e.status = 'active' GROUP BY e.department_id) n
        ON n.department_id = d.id
     ORDER BY d.name, d.id`
}
