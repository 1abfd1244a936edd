import { wizardWords } from '@/app/tenant/[host]/import/import-words'
import { previewView } from '@/app/tenant/[host]/import/preview-view'
import { recentImportsView } from '@/app/tenant/[host]/import/recent-imports-view'
import { TenantImport } from '@/components/operator/tenant-import'
import { RecentImports } from '@/components/portal/recent-imports'
import { findImportRequest, IMPORT_BYTES_MAX, IMPORT_KIND, previewImport } from '@/lib/hr'
import { listOperations } from '@/lib/operations'
import { translator } from '@/lib/portal'
import { TenantFrame } from '../tenant-frame'
import { checkImport, previewFile } from './import-actions'
import { type ImportDesk, importDesk } from './import-desk'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ from?: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await importDesk(params)
  return { title: t('title', { page: `${tenant.name}, ${t('tenant.import')}` }) }
}

export default async function ImportPage({ params, searchParams }: Props) {
  const desk = await importDesk(params)
  const { tenant, locale, path } = desk
  const { from } = await searchParams
  const before = typeof from === 'string' ? await findBefore(desk, from) : null
  const recent = await listOperations({ tenantId: tenant.id, kind: IMPORT_KIND, limit: 5 })
  const words = translator(locale, 'import')
  return (
    <TenantFrame desk={desk} current="import">
      <h2>{words('page.title')}</h2>
      <p className="mb-4 text-ink-2">{words('page.lead')}</p>
      <TenantImport
        key={from}
        slug={tenant.slug}
        importPath={path}
        bytesMax={IMPORT_BYTES_MAX}
        initial={before?.files ?? []}
        initialPeriod={before?.period ?? 'year'}
        preview={previewFile}
        check={checkImport}
        words={wizardWords(locale, IMPORT_BYTES_MAX)}
      />
      <RecentImports {...recentImportsView(recent.operations, desk)} importPath={path} />
    </TenantFrame>
  )
}

/** Back from a check: the files as they were chosen. Files that are gone begin anew. */
async function findBefore({ db, principal, locale }: ImportDesk, operationId: string) {
  const request = await findImportRequest(db, principal, operationId)
  if (!request) return null
  try {
    const files = await Promise.all(
      request.files.map(async ({ fileId, kind, mapping }) =>
        previewView(await previewImport(db, principal, fileId, kind), locale, mapping),
      ),
    )
    return { files, period: request.period }
  } catch {
    return null
  }
}
