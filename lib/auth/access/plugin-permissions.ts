import type { FlagValues } from '@/lib/catalog'
import { MANIFESTS, type PluginPermission } from '@/plugins/manifests'

const HOLDERS = new Map<PluginPermission, readonly string[]>(
  MANIFESTS.flatMap(({ id, permissions }) =>
    Object.entries(permissions).map(([name, roles]) => [`${id}:${name}` as PluginPermission, roles as readonly string[]] as const),
  ),
)

/** What plugins let people do, in the order in which the plugins and their permissions are declared. */
export const PLUGIN_PERMISSIONS: readonly PluginPermission[] = [...HOLDERS.keys()]

export const isPluginPermission = (text: string): text is PluginPermission => HOLDERS.has(text as PluginPermission)
export const pluginOf = (permission: PluginPermission): string => permission.slice(0, permission.indexOf(':'))
export const pluginPermissionsOf = (roleKey: string): PluginPermission[] =>
  PLUGIN_PERMISSIONS.filter((permission) => HOLDERS.get(permission)!.includes(roleKey))

/** The plugins that answer at a tenant: its flags allow them, and the tenant has switched them on. */
export function openPlugins(flags: Partial<FlagValues> | undefined, installed: readonly string[]): ReadonlySet<string> {
  return new Set(MANIFESTS.filter(({ id }) => flags?.[`plugin.${id}`] === true && installed.includes(id)).map(({ id }) => id))
}

/**
 * What a plugin that is off allows, nobody has: its pages, actions and routes all ask for a permission of its own, so that this one
 * line shuts them, whatever role or key names it.
 */
export function withoutClosed<P extends string>(permissions: Iterable<P>, plugins: ReadonlySet<string>): Set<P> {
  return new Set([...permissions].filter((permission) => !isPluginPermission(permission) || plugins.has(pluginOf(permission))))
}
