import { AuditTrail } from '@/components/portal/audit-trail'
import { isAppError } from '@/lib/core'
import { listTenantAudit } from '@/lib/governance'
import { translator } from '@/lib/portal'
import { PortalPage } from '../portal-page'
import { requirePortal } from '../portal-request'
import { auditView } from './audit-view'

type Props = { searchParams: Promise<{ cursor?: string }> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const t = translator(locale, 'portal')
  return { title: t('title', { page: t('audit.title'), product: tenant.branding.productName }) }
}

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal('audit:read')
  const { cursor } = await searchParams
  const page = await listTenantAudit(portal.db, { cursor: typeof cursor === 'string' ? cursor : undefined }).catch((error) => {
    if (isAppError(error) && error.code === 'invalid_input') return listTenantAudit(portal.db)
    throw error
  })
  return (
    <PortalPage portal={portal} place="audit">
      <AuditTrail {...(await auditView(portal, page, cursor !== undefined))} />
    </PortalPage>
  )
}
