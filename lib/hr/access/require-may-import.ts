import { type Permission, type Principal, requirePermission } from '@/lib/auth'

/** What a file of people holds. */
const NEEDED: Permission[] = ['people:read', 'people:write', 'personal:read:all', 'personal:write', 'salary:read:all', 'salary:write']

/**
 * An import writes whole columns, and its preview and its bad rows show them: it takes the right to read and write all that a file may
 * hold. Operators import for a tenant by a right of their own. Throws `forbidden`.
 */
export function requireMayImport(principal: Principal): void {
  requirePermission(principal, 'import:run')
  if (principal.kind !== 'operator') for (const permission of NEEDED) requirePermission(principal, permission)
}
