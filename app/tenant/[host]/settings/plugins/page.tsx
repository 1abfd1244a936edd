import { PluginsPage } from '@/components/portal/plugins-page'
import { listInstallations } from '@/lib/plugins'
import { translator } from '@/lib/portal'
import { installPlugin, removePlugin, savePluginSettings, switchPlugin } from '../../plugin-actions'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { pluginsView } from './plugins-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const page = translator(locale, 'plugins')('title')
  return { title: translator(locale, 'portal')('title', { page, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('settings:write')
  const installations = await listInstallations(portal.db)
  return (
    <PortalPage portal={portal} place="plugins">
      <PluginsPage
        {...pluginsView(portal, installations)}
        actions={{ install: installPlugin, switch: switchPlugin, save: savePluginSettings, remove: removePlugin }}
      />
    </PortalPage>
  )
}
