import { type Principal, requirePermission } from '@/lib/auth'

export function requireDomainRight(principal: Principal): void {
  requirePermission(principal, principal.kind === 'operator' ? 'tenant:update' : 'settings:write')
}
