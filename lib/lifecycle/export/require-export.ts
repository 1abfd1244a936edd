import { type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'

/** Operators with the right, and the owner of this very tenant. Anybody else's tenant is one that is not there. */
export function requireExport(principal: Principal, tenantId: string): void {
  const isOfTenant = principal.kind === 'member' || principal.kind === 'api-key'
  if (isOfTenant && principal.tenantId !== tenantId) throw new AppError('not_found', { message: 'There is no such tenant.' })
  requirePermission(principal, isOfTenant ? 'data:export' : 'tenant:export')
}
