import { ImportWizard } from '@/components/portal/import-wizard'
import { RecentImports } from '@/components/portal/recent-imports'
import { isAppError } from '@/lib/core'
import { findImportRequest, IMPORT_BYTES_MAX, IMPORT_KIND, previewImport } from '@/lib/hr'
import { listOperations } from '@/lib/operations'
import { translator } from '@/lib/portal'
import { PortalPage } from '../portal-page'
import { type Portal, requirePortal } from '../portal-request'
import { checkImport, previewFile } from './import-actions'
import { wizardWords } from './import-words'
import { previewView } from './preview-view'
import { recentImportsView } from './recent-imports-view'

type Props = { searchParams: Promise<{ from?: string }> }

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  return {
    title: translator(locale, 'portal')('title', {
      page: translator(locale, 'import')('page.title'),
      product: tenant.branding.productName,
    }),
  }
}

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal('import:run')
  const { tenant, locale } = portal
  const { from } = await searchParams
  const before = typeof from === 'string' ? await findBefore(portal, from) : null
  const recent = await listOperations({ tenantId: tenant.id, kind: IMPORT_KIND, limit: 5 })
  const t = translator(locale, 'import')
  return (
    <PortalPage portal={portal} place="import">
      <div className="page">
        <h1>{t('page.title')}</h1>
        <p className="mb-4 text-ink-2">{t('page.lead')}</p>
        <ImportWizard
          key={from}
          uploadUrl="/api/portal/imports"
          bytesMax={IMPORT_BYTES_MAX}
          initial={before?.files ?? []}
          initialPeriod={before?.period ?? 'year'}
          preview={previewFile}
          check={checkImport}
          words={wizardWords(locale, IMPORT_BYTES_MAX)}
        />
        <RecentImports {...recentImportsView(recent.operations, portal)} />
      </div>
    </PortalPage>
  )
}

/** Back from a check: the files as they were chosen. Files that are gone begin anew. */
async function findBefore({ db, principal, locale }: Portal, operationId: string) {
  const request = await findImportRequest(db, principal, operationId)
  if (!request) return null
  try {
    const files = await Promise.all(
      request.files.map(async ({ fileId, kind, mapping }) =>
        previewView(await previewImport(db, principal, fileId, kind), locale, mapping),
      ),
    )
    return { files, period: request.period }
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  }
}
