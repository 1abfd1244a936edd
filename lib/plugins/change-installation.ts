import { actorOf, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { AnyPlugin } from '@/lib/plugin-kit'
import type { TenantDb, TenantTx } from '@/lib/tenancy'
import { findInstallation, type Installation, isAllowed } from './installations'
import type { PluginVisit } from './open-plugin-scope'

export type InstallationVisit = Omit<PluginVisit, 'db'> & { db: TenantDb; requestId?: string | null }

/** What all changes of an installation share: the right, whether the tenant may have the plugin, one transaction, one audit row. */
export async function changeInstallation(
  plugin: AnyPlugin,
  visit: InstallationVisit,
  audit: string,
  work: (tx: TenantTx, installation: Installation | null) => Promise<Record<string, unknown> | undefined>,
): Promise<void> {
  const { id } = plugin.manifest
  requirePermission(visit.principal, 'settings:write')
  if (!isAllowed(visit.tenant, id)) throw new AppError('not_found', { message: 'There is no such plugin.' })
  await visit.db.$transaction(
    async (tx) => {
      const detail = await work(tx, await findInstallation(tx, id))
      await recordAudit(tx, {
        actor: actorOf(visit.principal),
        action: `plugin.${audit}`,
        subject: { kind: 'plugin', id },
        detail,
        requestId: visit.requestId,
      })
    },
    { timeout: 120_000 },
  )
}

/** Throws `not_found`. */
export function requireInstalled(installation: Installation | null): Installation {
  if (installation) return installation
  throw new AppError('not_found', { message: 'This plugin is not installed.', key: 'plugins.errors.notInstalled' })
}
