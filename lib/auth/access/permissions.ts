import type { PluginPermission } from '@/plugins/manifests'
import { isPluginPermission, PLUGIN_PERMISSIONS, pluginPermissionsOf } from './plugin-permissions'

/** What a member, or an API key of a tenant, may do inside that tenant, besides what its plugins add. */
export const PERMISSIONS = [
  'people:read',
  'people:write',
  'contact:read:all',
  'contact:read:team',
  'contact:read:own',
  'contact:write',
  'personal:read:all',
  'personal:read:team',
  'personal:read:own',
  'personal:write',
  'identity:read:all',
  'identity:read:team',
  'identity:read:own',
  'identity:write',
  'salary:read:all',
  'salary:read:team',
  'salary:read:own',
  'salary:write',
  'import:run',
  'members:manage',
  'roles:manage',
  'branding:write',
  'audit:read',
  'settings:write',
  'sign-in:manage',
  'api-keys:manage',
  'data:export',
] as const
export type CorePermission = (typeof PERMISSIONS)[number]
export type Permission = CorePermission | PluginPermission
export const ALL_PERMISSIONS: readonly Permission[] = [...PERMISSIONS, ...PLUGIN_PERMISSIONS]

/** What an operator may do to tenants and to the service. */
export const OPERATOR_PERMISSIONS = [
  'tenant:read',
  'tenant:create',
  'tenant:update',
  'tenant:stop',
  'tenant:move',
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

const OWN = ['contact:read:own', 'personal:read:own', 'identity:read:own', 'salary:read:own'] as const

/** Roles that every tenant has. Only an owner takes everything away at once, and makes or unmakes owners. */
export const BUILTIN_ROLES = {
  owner: PERMISSIONS,
  admin: PERMISSIONS.filter((permission) => permission !== 'data:export'),
  hr: PERMISSIONS.filter((permission) => /^(people|contact|personal|identity|salary|import):/.test(permission)),
  manager: ['people:read', 'contact:read:team', 'salary:read:team', ...OWN],
  employee: ['people:read', ...OWN],
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
const isPermission = (text: string): text is Permission => (ALL_PERMISSIONS as readonly string[]).includes(text)

/** A built-in role means what this version of the code says; what the row holds counts for a tenant's own roles alone. */
export function permissionsOfRole(role: { key: string; isBuiltin: boolean; permissions: readonly string[] }): ReadonlySet<Permission> {
  if (role.isBuiltin && isBuiltinRole(role.key)) return new Set<Permission>([...BUILTIN_ROLES[role.key], ...pluginPermissionsOf(role.key)])
  return new Set(role.permissions.filter(isPermission))
}

/**
 * After the end of its trial a tenant is read and not written: every permission to change falls away, for members and for keys alike,
 * save the settings, where a plan is asked for. Everything may still be taken along.
 */
export function permissionsDuring(trial: { stage: string } | null | undefined, held: ReadonlySet<Permission>): ReadonlySet<Permission> {
  if (trial?.stage !== 'read-only') return held
  return new Set(
    [...held].filter((permission) => /:read(:|$)/.test(permission) || permission === 'settings:write' || permission === 'data:export'),
  )
}

/** A file of people holds birth dates and pay: whoever imports reads and writes them. An export holds everything. */
const INCLUDES: Partial<Record<Permission, readonly Permission[]>> = {
  'import:run': ['people:read', 'people:write', 'personal:read:all', 'personal:write', 'salary:read:all', 'salary:write'],
  'data:export': ['people:read', 'contact:read:all', 'personal:read:all', 'identity:read:all', 'salary:read:all'],
}

/** Who may see all may see the team and themselves too: a role is kept with what its permissions include, in the order of the list. */
export function withIncluded(permissions: readonly Permission[]): Permission[] {
  const held = new Set<string>(permissions)
  for (const permission of permissions) for (const included of INCLUDES[permission] ?? []) held.add(included)
  for (const permission of [...held]) {
    if (isPluginPermission(permission)) continue
    if (permission.endsWith(':all')) held.add(permission.replace(/:all$/, ':team'))
    if (/:(all|team)$/.test(permission)) held.add(permission.replace(/:(all|team)$/, ':own'))
  }
  return ALL_PERMISSIONS.filter((permission) => held.has(permission))
}
