import { ExportList } from '@/components/portal/export-list'
import { listExports } from '@/lib/lifecycle'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { cancelExport, startExport } from './data-actions'
import { exportsView } from './exports-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const t = translator(locale, 'portal')
  return { title: t('title', { page: t('data.title'), product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('data:export')
  const { principal, tenant, locale } = portal
  const { exports } = await listExports(principal, { tenantId: tenant.id })
  const { title, lead, note, ...view } = exportsView(exports, locale, tenant.timeZone, (id) => `/api/v1/exports/${id}/download`)
  return (
    <PortalPage portal={portal} place="data">
      <div className="page page-settings">
        <header className="page-head">
          <h1>{title}</h1>
        </header>
        <p className="text-ink-2">{lead}</p>
        <p className="mb-4 text-ink-3">{note}</p>
        <ExportList {...view} watchPath={['/api/v1/operations/', '/events']} start={startExport} cancel={cancelExport} />
      </div>
    </PortalPage>
  )
}
