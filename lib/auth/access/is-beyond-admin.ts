import { permissionsOfRole } from './permissions'

/**
 * Whoever chooses the sign-in provider could enter as anybody whose address it vouches for, and whoever holds the directory's token
 * could close and change accounts. Administrators choose both: so accounts that may more than they may, owners' above all, are out of
 * the reach of either.
 */
export function isBeyondAdmin(role: { key: string; isBuiltin: boolean; permissions: readonly string[] }): boolean {
  const admin = permissionsOfRole({ key: 'admin', isBuiltin: true, permissions: [] })
  return role.key === 'owner' || [...permissionsOfRole(role)].some((permission) => !admin.has(permission))
}
