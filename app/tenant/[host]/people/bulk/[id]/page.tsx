import { notFound } from 'next/navigation'
import { BulkRunPage } from '@/components/portal/bulk-run-page'
import { isAppError } from '@/lib/core'
import { getBulkRun } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../../portal-page'
import { requirePortal } from '../../../portal-request'
import { bulkRunView } from './bulk-run-view'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal('people:write')
  const page = translator(locale, 'people')('bulk.run.title')
  return { title: translator(locale, 'portal')('title', { page, product: tenant.branding.productName }) }
}

export default async function Page({ params }: Props) {
  const portal = await requirePortal('people:write')
  const run = await getBulkRun(portal.db, portal.principal, (await params).id).catch((error) => {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  })
  return (
    <PortalPage portal={portal} place="people">
      <BulkRunPage {...bulkRunView(portal, run)} />
    </PortalPage>
  )
}
