import { AppError } from '@/lib/core'
import type { OperatorPermission, Permission } from './permissions'
import type { Principal } from './principal'

/** Whether the principal may. The service itself may everything: it is never made from a request. */
export function hasPermission(principal: Principal, permission: Permission | OperatorPermission): boolean {
  if (principal.kind === 'system') return true
  return (principal.permissions as ReadonlySet<string>).has(permission)
}

/** Throws `forbidden`. */
export function requirePermission(principal: Principal, permission: Permission | OperatorPermission): void {
  requireAnyPermission(principal, [permission])
}

/** One of them is enough. Throws `forbidden`. */
export function requireAnyPermission(principal: Principal, permissions: readonly (Permission | OperatorPermission)[]): void {
  if (permissions.some((permission) => hasPermission(principal, permission))) return
  throw new AppError('forbidden', {
    message: 'Your role does not allow this. Ask an administrator for it.',
    key: 'auth.errors.noPermission',
    detail: { permissions, principal: principal.kind },
  })
}
