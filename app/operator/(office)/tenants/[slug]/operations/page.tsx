import type { Query } from '../../../../list-address'
import { OperationsList } from '../../../operations/operations-list'
import { operationsOf } from '../../../operations/operations-view'
import { tenantDesk } from '../tenant-desk'
import { TenantFrame } from '../tenant-frame'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params, 'operation:read')
  return { title: t('title', { page: `${tenant.name}, ${t('operations.page')}` }) }
}

export default async function TenantOperationsPage({ params, searchParams }: Props) {
  const desk = await tenantDesk(params, 'operation:read')
  const { slug, id } = desk.tenant
  return (
    <TenantFrame desk={desk} current="operations">
      <OperationsList
        t={desk.t}
        view={await operationsOf(desk, await searchParams, { path: `/tenants/${slug}/operations`, tenantId: id })}
      />
    </TenantFrame>
  )
}
