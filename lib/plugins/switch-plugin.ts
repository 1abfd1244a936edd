import type { AnyPlugin } from '@/lib/plugin-kit'
import { changeInstallation, type InstallationVisit, requireInstalled } from './change-installation'

/** Off: from the next request on there is no trace of it, and what it has written stays. On: everything is as it was. */
export async function switchPlugin(plugin: AnyPlugin, visit: InstallationVisit, isOn: boolean): Promise<void> {
  const { id: pluginId, version } = plugin.manifest
  await changeInstallation(plugin, visit, isOn ? 'switched_on' : 'switched_off', async (tx, installation) => {
    requireInstalled(installation)
    await tx.pluginInstallation.updateMany({ where: { pluginId }, data: { isOn, ...(isOn && { version }) } })
    return undefined
  })
}
