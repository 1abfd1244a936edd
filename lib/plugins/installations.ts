import type { ResolvedTenant } from '@/lib/catalog'
import { sql, type TenantTx, table } from '@/lib/tenancy'

export type Installation = { pluginId: string; version: string; isOn: boolean; settings: unknown; installedAt: Date }

const SHOWN = { pluginId: true, version: true, isOn: true, settings: true, installedAt: true } as const

export async function listInstallations(db: TenantTx): Promise<Installation[]> {
  return db.pluginInstallation.findMany({ select: SHOWN, orderBy: { pluginId: 'asc' } })
}

export async function findInstallation(db: TenantTx, pluginId: string): Promise<Installation | null> {
  return db.pluginInstallation.findFirst({ where: { pluginId }, select: SHOWN })
}

/**
 * The settings of a plugin that is on, or null. Until the transaction ends nobody switches it off: whoever tries waits, and whoever comes
 * behind them finds it off.
 */
export async function holdInstallation(tx: TenantTx, pluginId: string): Promise<{ settings: unknown } | null> {
  const rows = await tx.$queryRaw<{ settings: unknown }[]>(
    sql`SELECT settings FROM ${table('plugin_installations')} WHERE plugin_id = ${pluginId} AND is_on FOR SHARE`,
  )
  return rows[0] ?? null
}

export const isAllowed = (tenant: Pick<ResolvedTenant, 'flags'>, pluginId: string): boolean =>
  (tenant.flags as Readonly<Record<string, unknown>>)[`plugin.${pluginId}`] === true

/** Whether a plugin answers at this tenant at all, whoever asks: for doors where nobody is known yet. */
export async function isPluginOpen(db: TenantTx, tenant: Pick<ResolvedTenant, 'flags'>, pluginId: string): Promise<boolean> {
  return isAllowed(tenant, pluginId) && (await findInstallation(db, pluginId))?.isOn === true
}
