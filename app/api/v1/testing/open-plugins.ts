import { catalogDb, type TenantDb } from '@/lib/db'
import { MANIFESTS } from '@/plugins/manifests'

/** With every plugin on: what they answer is judged like everything else. */
export async function openPlugins(tenantId: string, db: TenantDb): Promise<void> {
  await catalogDb().flagValue.createMany({
    data: MANIFESTS.map(({ id }) => ({ tenantId, key: `plugin.${id}`, value: true, setBy: 'test' })),
  })
  await db.pluginInstallation.createMany({
    data: MANIFESTS.map(({ id, version }) => ({ pluginId: id, version, installedBy: 'test' })),
  })
}
