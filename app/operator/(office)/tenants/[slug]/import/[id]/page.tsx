import { notFound } from 'next/navigation'
import { importRunView } from '@/app/tenant/[host]/import/[id]/import-run-view'
import { TenantImportRun } from '@/components/operator/tenant-import'
import { CrumbBar } from '@/components/ui'
import { isAppError } from '@/lib/core'
import { findImportReport, findImportRequest, IMPORT_KIND } from '@/lib/hr'
import { getOperation } from '@/lib/operations'
import { runImport } from '../import-actions'
import { type ImportDesk, importDesk } from '../import-desk'

type Props = { params: Promise<{ slug: string; id: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await importDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.import')}` }) }
}

export default async function ImportRunPage({ params }: Props) {
  const desk = await importDesk(params)
  const { t, tenant, path } = desk
  const { operation, request, report } = await getImport(desk, (await params).id)
  return (
    <>
      <CrumbBar
        crumbs={[
          { label: t('tenants.page'), href: '/tenants' },
          { label: tenant.slug, href: `/tenants/${tenant.slug}` },
          { label: t('tenant.import') },
        ]}
      />
      <TenantImportRun
        key={operation.id}
        {...importRunView(operation, request, report, desk, `/api/v1/tenants/${tenant.slug}/imports`)}
        slug={tenant.slug}
        paths={{ import: path, people: `/tenants/${tenant.slug}` }}
        run={runImport}
        openLabel={t('newTenant.show')}
      />
    </>
  )
}

/** Another tenant's import, and other work of this one, is not found. */
async function getImport({ tenant, db, principal, locale }: ImportDesk, id: string) {
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
