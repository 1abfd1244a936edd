import type { AnyPlugin } from '@/lib/plugin-kit'
import { changeInstallation, type InstallationVisit, requireInstalled } from './change-installation'

/** `settings` were parsed by the plugin's own schema. */
export async function configurePlugin(plugin: AnyPlugin, visit: InstallationVisit, settings: object): Promise<void> {
  const { id: pluginId } = plugin.manifest
  await changeInstallation(plugin, visit, 'configured', async (tx, installation) => {
    const { settings: from } = requireInstalled(installation)
    await tx.pluginInstallation.updateMany({ where: { pluginId }, data: { settings } })
    return { from, to: settings }
  })
}
