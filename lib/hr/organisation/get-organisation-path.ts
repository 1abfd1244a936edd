import { type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { pathSql } from './organisation-sql'

/**
 * Where a person stands in the chart: ids from the top down to the person, and their department. `by: 'department'` begins with the
 * highest one of the same department. Somebody who left, or was never here, is `not_found`.
 */
export async function getOrganisationPath(
  db: TenantDb,
  principal: Principal,
  personId: string,
  by: 'manager' | 'department',
): Promise<{ ids: string[]; departmentId: string | null }> {
  requirePermission(principal, 'people:read')
  const chain = isUuid(personId)
    ? await db.$queryRaw<{ id: string; status: string; department_id: string | null }[]>(pathSql(personId))
    : []
  const own = chain[0]
  if (own?.status !== 'active') throw new AppError('not_found', { message: 'There is no such person.' })
  const seen = new Set<string>()
  for (const { id, status, department_id } of chain) {
    const isHeld = status === 'active' && !seen.has(id) && (by === 'manager' || department_id === own.department_id)
    if (!isHeld) break
    seen.add(id)
  }
  return { ids: [...seen].reverse(), departmentId: own.department_id }
}
