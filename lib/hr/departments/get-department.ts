import type { Principal } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import type { DepartmentSummary } from '../types'
import { listDepartments } from './list-departments'
import { noDepartment } from './save-department'

/** Throws `not_found`, for another tenant's too. */
export async function getDepartment(db: TenantDb, principal: Principal, id: string): Promise<DepartmentSummary> {
  const department = (await listDepartments(db, principal)).find((each) => each.id === id)
  if (!department) throw noDepartment()
  return department
}
