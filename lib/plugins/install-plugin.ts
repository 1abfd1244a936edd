import { actorOf, mailLocale } from '@/lib/auth'
import type { AnyPlugin } from '@/lib/plugin-kit'
import { changeInstallation, type InstallationVisit } from './change-installation'
import { openActionScope } from './open-action-scope'

/** Its tables are there already: installing writes one row, and what the plugin itself begins with. Again, it switches it on. */
export async function installPlugin(plugin: AnyPlugin, visit: InstallationVisit): Promise<void> {
  const { id: pluginId, version } = plugin.manifest
  await changeInstallation(plugin, visit, 'installed', async (tx, installation) => {
    if (installation) {
      await tx.pluginInstallation.updateMany({ where: { pluginId }, data: { isOn: true, version } })
      return { version, from: installation.version }
    }
    const settings = plugin.settings.parse({}) as object
    await tx.pluginInstallation.create({ data: { pluginId, version, settings, installedBy: actorOf(visit.principal).id } })
    // What it begins with is the company's own, and in the company's language.
    const own = { ...visit, locale: mailLocale(visit.tenant) }
    await plugin.events?.installed?.(openActionScope(plugin, own, tx, settings))
    return { version }
  })
}
