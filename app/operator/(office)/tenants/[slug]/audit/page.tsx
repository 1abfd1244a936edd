import { VerifyChain } from '@/components/operator/verify-chain'
import { listCatalogAudit } from '@/lib/governance'
import type { Query } from '../../../../list-address'
import { verifyTenantTrail } from '../../../audit/audit-actions'
import { AuditList } from '../../../audit/audit-list'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params, 'audit:read')
  return { title: t('title', { page: `${tenant.name}, ${t('audit.page')}` }) }
}

/** What operators and the service did to this tenant. Its members' own trail is theirs: here it is verified, not read. */
export default async function TenantAuditPage({ params, searchParams }: Props) {
  const desk = await tenantDesk(params, 'audit:read')
  const { slug, id, status } = desk.tenant
  return (
    <TenantFrame desk={desk} current="audit">
      {status === 'active' ? (
        <VerifyChain<{ slug: string }> verify={verifyTenantTrail} input={{ slug }} note={desk.t('audit.tenantNote')} />
      ) : null}
      <AuditList
        desk={desk}
        path={`/tenants/${slug}/audit`}
        query={await searchParams}
        read={(query) => listCatalogAudit({ ...query, tenantId: id })}
      />
    </TenantFrame>
  )
}
