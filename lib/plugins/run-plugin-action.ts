import { actorOf, type Permission, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { AnyPlugin } from '@/lib/plugin-kit'
import type { TenantDb } from '@/lib/tenancy'
import { holdInstallation, isAllowed } from './installations'
import { openActionScope } from './open-action-scope'
import type { PluginVisit } from './open-plugin-scope'

/**
 * One action of a plugin: permission, then one transaction with its work and its audit row. `input` was parsed by the action's own
 * schema. The installation's row is held for as long: a plugin that is switched off meanwhile waits, or this action finds it off.
 */
export async function runPluginAction(
  plugin: AnyPlugin,
  name: string,
  visit: Omit<PluginVisit, 'db'> & { db: TenantDb; requestId?: string | null },
  input: unknown,
): Promise<{ id: string }> {
  const { manifest, actions } = plugin
  const action = Object.hasOwn(actions, name) ? actions[name]! : null
  if (!action || !isAllowed(visit.tenant, manifest.id)) throw nothingThere()
  return visit.db.$transaction(async (tx) => {
    const installation = await holdInstallation(tx, manifest.id)
    if (!installation) throw nothingThere()
    requirePermission(visit.principal, `${manifest.id}:${action.right}` as Permission)
    const { subject, detail } = await action.run(openActionScope(plugin, visit, tx, installation.settings), input as never)
    await recordAudit(tx, {
      actor: actorOf(visit.principal),
      action: `${manifest.id}.${action.audit}`,
      subject,
      detail,
      requestId: visit.requestId,
    })
    return { id: subject.id }
  })
}

const nothingThere = () => new AppError('not_found', { message: 'There is nothing at this address.' })
