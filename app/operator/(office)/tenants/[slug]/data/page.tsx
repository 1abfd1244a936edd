import { exportsView } from '@/app/tenant/[host]/settings/data/exports-view'
import { TenantRemoval } from '@/components/operator/tenant-removal'
import { ExportList } from '@/components/portal/export-list'
import { env } from '@/lib/core'
import { findDeletion, listExports } from '@/lib/lifecycle'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'
import { callOffDeletion, cancelExport, requestDeletion, startExport } from './data-actions'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params, 'tenant:export')
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.tabs.data')}` }) }
}

export default async function TenantDataPage({ params }: Props) {
  const desk = await tenantDesk(params, 'tenant:export')
  const { principal, tenant, locale, may, moment } = desk
  const { slug, id: tenantId } = tenant
  const [{ exports }, deletion] = await Promise.all([listExports(principal, { tenantId }), findDeletion(principal, tenantId)])
  const { title, lead, note, ...view } = exportsView(exports, locale, 'UTC', (id) => `/api/v1/tenants/${slug}/exports/${id}/download`)
  const wasOpened = tenant.status !== 'provisioning' && tenant.status !== 'failed'
  return (
    <TenantFrame desk={desk} current="data">
      <h2>{title}</h2>
      <p className="text-ink-2">{lead}</p>
      <p className="mb-4 text-ink-3">{note}</p>
      <ExportList {...view} watchPath={['/api/v1/operations/', '/events']} start={startExport} cancel={cancelExport} of={{ slug }} />
      {may('tenant:delete') && wasOpened ? (
        <TenantRemoval
          slug={slug}
          name={tenant.name}
          people={tenant.peopleCount}
          waitDays={env().DELETION_WAIT_DAYS}
          hasExport={exports.some(({ archive }) => archive && !archive.isExpired)}
          pending={
            deletion && {
              begins: moment(deletion.beginsAt).exact,
              reason: deletion.reason,
              hasBegun: deletion.operationId !== null,
              operationHref: deletion.operationId && `/operations/${deletion.operationId}`,
            }
          }
          request={requestDeletion}
          callOff={callOffDeletion}
        />
      ) : null}
    </TenantFrame>
  )
}
