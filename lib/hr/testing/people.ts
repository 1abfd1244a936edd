import type { MemberPrincipal, Permission } from '@/lib/auth'
import { permissionsOfRole } from '@/lib/auth'
import { newId } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'

export const TODAY = '2026-11-23'

/** A member of a built-in role, as a session would give it. */
export function member(db: TenantDb, roleKey: string, employeeId: string | null = null, permissions?: Permission[]): MemberPrincipal {
  return {
    kind: 'member',
    tenantId: db.context.tenantId,
    userId: newId(),
    sessionId: newId(),
    name: 'Grace Kim',
    email: 'grace@example.com',
    roleKey,
    permissions: permissions ? new Set(permissions) : permissionsOfRole({ key: roleKey, isBuiltin: true, permissions: [] }),
    employeeId,
    locale: null,
  }
}

export interface NewPerson {
  number: string
  firstName?: string
  lastName?: string
  title?: string
  hiredOn?: string
  leftOn?: string
  managerId?: string
  departmentId?: string
  /** Yearly dollars, from the day of hire. */
  salary?: number
}

const day = (text: string) => new Date(`${text}T00:00:00Z`)

/** Rows as an import would leave them; returns ids by number. */
export async function addPeople(db: TenantDb, people: NewPerson[]): Promise<Map<string, string>> {
  const ids = new Map(people.map(({ number }) => [number, newId()]))
  await db.employee.createMany({
    data: people.map((person) => ({
      id: ids.get(person.number)!,
      number: person.number,
      firstName: person.firstName ?? 'Ada',
      lastName: person.lastName ?? `Person ${person.number}`,
      title: person.title ?? '',
      hiredOn: day(person.hiredOn ?? '2020-01-01'),
      leftOn: person.leftOn ? day(person.leftOn) : null,
      status: person.leftOn ? 'left' : 'active',
      managerId: person.managerId ? (ids.get(person.managerId) ?? person.managerId) : null,
      departmentId: person.departmentId ?? null,
    })),
  })
  const paid = people.filter((person) => person.salary !== undefined)
  await db.salary.createMany({
    data: paid.map((person) => ({
      employeeId: ids.get(person.number)!,
      amountMinor: BigInt(person.salary! * 100),
      currency: 'USD',
      fromDate: day(person.hiredOn ?? '2020-01-01'),
    })),
  })
  return ids
}
