import { notFound } from 'next/navigation'
import { ImportRun } from '@/components/portal/import-run'
import { isAppError } from '@/lib/core'
import { findImportReport, findImportRequest, IMPORT_KIND } from '@/lib/hr'
import { getOperation } from '@/lib/operations'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { type Portal, requirePortal } from '../../portal-request'
import { runImport } from '../import-actions'
import { importRunView } from './import-run-view'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  return {
    title: translator(locale, 'portal')('title', {
      page: translator(locale, 'import')('page.title'),
      product: tenant.branding.productName,
    }),
  }
}

export default async function Page({ params }: Props) {
  const portal = await requirePortal('import:run')
  const { operation, request, report } = await getImport(portal, (await params).id)
  return (
    <PortalPage portal={portal} place="import">
      <ImportRun key={operation.id} {...importRunView(operation, request, report, portal)} run={runImport} />
    </PortalPage>
  )
}

/** Another tenant's import, and other work of this one, is not found. */
async function getImport({ tenant, db, principal, locale }: Portal, id: string) {
  try {
    const operation = await getOperation(id, { tenantId: tenant.id })
    if (operation.kind !== IMPORT_KIND) notFound()
    const [request, report] = await Promise.all([findImportRequest(db, principal, id), findImportReport(db, principal, id, locale)])
    return { operation, request, report }
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  }
}
