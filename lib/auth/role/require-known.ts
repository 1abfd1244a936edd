import { AppError } from '@/lib/core'
import { isPluginPermission, pluginOf } from '../access/plugin-permissions'
import type { Principal } from '../access/principal'

const isClosed = (actor: Principal, permission: string) =>
  isPluginPermission(permission) && (actor.kind === 'member' || actor.kind === 'api-key') && !actor.plugins?.has(pluginOf(permission))

/** What a plugin that is off would allow is as unknown as what never was: given today, it would wake with the plugin. */
export function requireKnown(actor: Principal, permissions: readonly string[]): void {
  const unknown = permissions.find((permission) => isClosed(actor, permission))
  if (unknown) throw new AppError('invalid_input', { message: `There is no permission "${unknown}".`, fields: { permissions: 'unknown' } })
}

/** What a role keeps of plugins that are off: whoever edits the role does not see it, and takes nothing away. */
export const asleep = (actor: Principal, permissions: readonly string[]) => permissions.filter((permission) => isClosed(actor, permission))
