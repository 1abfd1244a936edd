import { type Principal, requirePermission } from '@/lib/auth'
import { type Sql, sql, type TenantDb, table } from '@/lib/tenancy'
import { requireComparable } from '../access/field-policy'
import { yearlyPaySql } from '../people-sql'
import type { Money, PlainDate } from '../types'

export interface DepartmentCost {
  /** null: people without a department. */
  departmentId: string | null
  people: number
  /** What a year of today's pay costs, by currency, the largest first; empty where nobody is paid. */
  yearlyPay: Money[]
}

/** What each department costs, for those who see everybody's pay. Throws `forbidden`. `today` is the tenant's. */
export async function listDepartmentCosts(db: TenantDb, principal: Principal, today: PlainDate): Promise<DepartmentCost[]> {
  requirePermission(principal, 'people:read')
  requireComparable(principal, ['salary'])
  const rows = await db.$queryRaw<{ department_id: string | null; currency: string | null; yearly: bigint; people: number }[]>(
    departmentCostsSql(today),
  )
  const costs = new Map<string | null, DepartmentCost>()
  for (const row of rows) {
    const cost = costs.get(row.department_id) ?? { departmentId: row.department_id, people: 0, yearlyPay: [] }
    costs.set(row.department_id, cost)
    cost.people += row.people
    if (row.currency) cost.yearlyPay.push({ currency: row.currency, amountMinor: Number(row.yearly) })
  }
  return [...costs.values()]
}

export function departmentCostsSql(today: PlainDate): Sql {
  return sql`
    WITH pay AS (${yearlyPaySql(today)})
    SELECT e.department_id::text, pay.currency, coalesce(sum(pay.yearly), 0)::bigint AS yearly, count(*)::integer AS people
      FROM ${table('employees')} e LEFT JOIN pay ON pay.employee_id = e.id
     WHERE e.status = 'active' GROUP BY e.department_id, pay.currency ORDER BY e.department_id, yearly DESC`
}
