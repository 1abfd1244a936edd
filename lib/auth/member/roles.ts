import { AppError, newId } from '@/lib/core'
import { sql, type TenantTx, table } from '@/lib/db'
import { BUILTIN_ROLES, type BuiltinRole, permissionsOfRole } from '../access/permissions'
import { withoutClosed } from '../access/plugin-permissions'
import type { Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'

const NAMES: Record<BuiltinRole, string> = { owner: 'Owner', admin: 'Administrator', hr: 'HR', manager: 'Manager', employee: 'Employee' }

/** The roles that every tenant has. Safe to repeat; what a tenant's own roles hold is left alone. */
export async function seedRoles(tx: TenantTx): Promise<void> {
  const keys = Object.keys(BUILTIN_ROLES) as BuiltinRole[]
  await tx.role.createMany({
    data: keys.map((key) => ({ id: newId(), key, name: NAMES[key], permissions: [...BUILTIN_ROLES[key]], isBuiltin: true })),
    skipDuplicates: true,
  })
}

export type RoleFacts = { id: string; key: string; isBuiltin: boolean; permissions: string[] }

export async function getRole(tx: TenantTx, key: string): Promise<RoleFacts> {
  const role = await tx.role.findFirst({ where: { key }, select: { id: true, key: true, isBuiltin: true, permissions: true } })
  if (role) return role
  const message = `There is no role "${key}".`
  throw new AppError('invalid_input', { message, fields: { roleKey: message }, key: 'auth.errors.unknownRole', values: { role: key } })
}

/**
 * Nobody gives or takes a role that can do more than they can; and owners are made and unmade by owners alone, because an
 * administrator who could would be one. The service and operators open tenants, and so make their first owner. Throws `forbidden`.
 */
export function requireMayAssign(actor: Principal, ...roles: Omit<RoleFacts, 'id'>[]): void {
  if (actor.kind === 'system' || actor.kind === 'operator') return
  // What a plugin that is off would allow allows nothing, and is not weighed.
  const open = actor.plugins ?? new Set<string>()
  for (const role of roles) {
    if (role.key === 'owner' && !(actor.kind === 'member' && actor.roleKey === 'owner')) {
      throw new AppError('forbidden', { message: 'Only an owner can do this to an owner.', key: 'auth.errors.ownersOnly' })
    }
    for (const permission of withoutClosed(permissionsOfRole(role), open)) requirePermission(actor, permission)
  }
}

/**
 * Call in the transaction, before a change that takes an owner away. The role's row is locked first: of two owners who demote each
 * other at the same moment, the second waits, counts again, and hears that the last owner stays. Throws `conflict`.
 */
export async function requireAnotherOwner(tx: TenantTx, userId: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM ${table('roles')} WHERE key = 'owner' FOR UPDATE`)
  const others = await tx.user.count({ where: { id: { not: userId }, status: 'active', role: { key: 'owner' } } })
  if (others > 0) return
  throw new AppError('conflict', { message: 'This is the last owner. Make somebody else an owner first.', key: 'auth.errors.lastOwner' })
}
