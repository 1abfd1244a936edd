import { VerifyChain } from '@/components/operator/verify-chain'
import { CrumbBar } from '@/components/ui'
import { listCatalogAudit } from '@/lib/governance'
import type { Query } from '../../list-address'
import { office } from '../../office'
import { verifyTrail } from './audit-actions'
import { AuditList } from './audit-list'

export async function generateMetadata() {
  const { t } = await office('audit:read')
  return { title: t('title', { page: t('audit.page') }) }
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const desk = await office('audit:read')
  const { t } = desk
  return (
    <>
      <CrumbBar crumbs={[{ label: t('audit.page') }]} />
      <div className="page page-wide">
        <header className="page-head mb-1">
          <h1>{t('audit.page')}</h1>
        </header>
        <VerifyChain<Record<string, never>> verify={verifyTrail} input={{}} />
        <AuditList desk={desk} path="/audit" query={await searchParams} read={listCatalogAudit} />
      </div>
    </>
  )
}
