/** What a member, or an API key of a tenant, may do inside that tenant. */
export const PERMISSIONS = [
  'people:read',
  'people:write',
  'salary:read:all',
  'salary:read:team',
  'salary:read:own',
  'import:run',
  'members:manage',
  'branding:write',
  'audit:read',
  'settings:write',
  'api-keys:manage',
  'data:export',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What an operator may do to tenants and to the service. */
export const OPERATOR_PERMISSIONS = [
  'tenant:read',
  'tenant:create',
  'tenant:update',
  'tenant:stop',
  'flag:set',
  'operator:manage',
  'outbox:read',
  'outbox:send',
  'operation:read',
  'audit:read',
  'import:run',
  'tenant:export',
  'tenant:delete',
  'server:manage',
] as const
export type OperatorPermission = (typeof OPERATOR_PERMISSIONS)[number]

/** Roles that every tenant has. Only an owner takes everything away at once, and makes or unmakes owners. */
export const BUILTIN_ROLES = {
  owner: PERMISSIONS,
  admin: PERMISSIONS.filter((permission) => permission !== 'data:export'),
  hr: ['people:read', 'people:write', 'salary:read:all', 'salary:read:team', 'salary:read:own', 'import:run'],
  manager: ['people:read', 'salary:read:team', 'salary:read:own'],
  employee: ['people:read', 'salary:read:own'],
} as const satisfies Record<string, readonly Permission[]>
export type BuiltinRole = keyof typeof BUILTIN_ROLES

export const OPERATOR_ROLES = {
  admin: OPERATOR_PERMISSIONS,
  support: ['tenant:read', 'tenant:stop', 'flag:set', 'outbox:read', 'outbox:send', 'operation:read', 'audit:read', 'import:run'],
  viewer: ['tenant:read', 'operation:read', 'audit:read'],
} as const satisfies Record<string, readonly OperatorPermission[]>
export type OperatorRole = keyof typeof OPERATOR_ROLES

export const isBuiltinRole = (key: string): key is BuiltinRole => Object.hasOwn(BUILTIN_ROLES, key)
export const isOperatorRole = (key: string): key is OperatorRole => Object.hasOwn(OPERATOR_ROLES, key)
const isPermission = (text: string): text is Permission => (PERMISSIONS as readonly string[]).includes(text)

/** A built-in role means what this version of the code says; what the row holds counts for a tenant's own roles alone. */
export function permissionsOfRole(role: { key: string; isBuiltin: boolean; permissions: readonly string[] }): ReadonlySet<Permission> {
  if (role.isBuiltin && isBuiltinRole(role.key)) return new Set(BUILTIN_ROLES[role.key])
  return new Set(role.permissions.filter(isPermission))
}
