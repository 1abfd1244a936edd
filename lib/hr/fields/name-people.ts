import { type Principal, requirePermission } from '@/lib/auth'
import { isUuid } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import type { PersonName } from '../types'

/** The names of the people that values speak of; whoever is gone is left out. */
export async function namePeople(db: TenantDb, principal: Principal, ids: readonly string[]): Promise<Map<string, PersonName>> {
  requirePermission(principal, 'people:read')
  const asked = ids.filter(isUuid)
  if (asked.length === 0) return new Map()
  const people = await db.employee.findMany({ where: { id: { in: asked } }, select: { id: true, firstName: true, lastName: true } })
  return new Map(people.map((person) => [person.id, person]))
}
