import type { AnyPlugin } from '@/lib/plugin-kit'
import { narrowTables } from '@/lib/tenancy'
import { changeInstallation, type InstallationVisit, requireInstalled } from './change-installation'
import { openActionScope } from './open-action-scope'

type Emptied = { deleteMany: () => Promise<{ count: number }> }

/** Takes the plugin and everything that it has written away, for good. The plugin itself may say why not. */
export async function removePlugin(plugin: AnyPlugin, visit: InstallationVisit): Promise<void> {
  const { id: pluginId, tables } = plugin.manifest
  await changeInstallation(plugin, visit, 'removed', async (tx, installation) => {
    const { settings } = requireInstalled(installation)
    await plugin.events?.removing?.(openActionScope(plugin, visit, tx, settings))
    const names = Object.keys(tables)
    const own = narrowTables(tx, names as never[]) as Record<string, Emptied>
    const rows: Record<string, number> = {}
    // A table is declared behind those that it refers to, so the last one goes first.
    for (const name of names.reverse()) rows[tables[name]!] = (await own[name]!.deleteMany()).count
    await tx.pluginInstallation.deleteMany({ where: { pluginId } })
    return { rows }
  })
}
