import { type Principal, requirePermission } from '@/lib/auth'

/** Operators and a tenant's own administrators meet in the same use cases; each has a permission of their own for it. */
export function requireBrandRight(principal: Principal): void {
  requirePermission(principal, principal.kind === 'operator' ? 'tenant:update' : 'branding:write')
}
