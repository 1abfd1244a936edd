import { hasPermission, type Permission, type Principal } from '@/lib/auth'
import { AppError } from '@/lib/core'

/** What belongs together in the eyes of a role. */
export const FIELD_GROUPS = ['directory', 'contact', 'personal', 'identity', 'salary'] as const
export type FieldGroup = (typeof FIELD_GROUPS)[number]

/**
 * The one place that says who may see and who may change what of whom. A field that is not here is neither read nor written by any
 * use case of this folder; the matrix test walks this table and every route.
 */
export const PERSON_FIELDS = {
  number: 'directory',
  firstName: 'directory',
  lastName: 'directory',
  title: 'directory',
  email: 'directory',
  status: 'directory',
  hiredOn: 'directory',
  leftOn: 'directory',
  departmentId: 'directory',
  managerId: 'directory',
  phone: 'contact',
  address: 'contact',
  gender: 'personal',
  birthDate: 'personal',
  nationalId: 'identity',
  salary: 'salary',
} as const satisfies Record<string, FieldGroup>
export type PersonField = keyof typeof PERSON_FIELDS

/** What the reader is to a person: the person themselves, somebody above them, or neither. */
export type Relation = 'self' | 'below' | 'other'

const WRITE: Record<FieldGroup, Permission> = {
  directory: 'people:write',
  contact: 'contact:write',
  personal: 'personal:write',
  identity: 'identity:write',
  salary: 'salary:write',
}

export function mayRead(principal: Principal, group: FieldGroup, relation: Relation): boolean {
  if (!hasPermission(principal, 'people:read')) return false
  if (group === 'directory' || hasPermission(principal, `${group}:read:all`)) return true
  // Keys and the service are nobody's manager and nobody themselves.
  if (principal.kind !== 'member') return false
  if (relation === 'self') return principal.permissions.has(`${group}:read:own`)
  return relation === 'below' && principal.permissions.has(`${group}:read:team`)
}

/** Whether the reader sees the group of everybody. Only then may a whole list be filtered, sorted or summed by it: an order tells. */
export function mayReadAll(principal: Principal, group: FieldGroup): boolean {
  return mayRead(principal, group, 'other')
}

export function mayWrite(principal: Principal, group: FieldGroup): boolean {
  return hasPermission(principal, WRITE[group])
}

/** Throws `forbidden` with each field that the writer may not change. */
export function requireWritable(principal: Principal, fields: readonly PersonField[]): void {
  const refused = fields.filter((field) => !mayWrite(principal, PERSON_FIELDS[field]))
  if (refused.length > 0) throw refusal(refused)
}

/** For filters and orders of lists: throws `forbidden` for a field that the reader does not see of everybody. */
export function requireComparable(principal: Principal, fields: readonly PersonField[]): void {
  const refused = fields.filter((field) => !mayReadAll(principal, PERSON_FIELDS[field]))
  if (refused.length > 0) throw refusal(refused)
}

function refusal(fields: readonly PersonField[]): AppError {
  const message = 'Your role does not allow this. Ask an administrator for it.'
  return new AppError('forbidden', {
    message,
    key: 'auth.errors.noPermission',
    fields: Object.fromEntries(fields.map((field) => [field, message])),
  })
}
