import { TenantOverview } from '@/components/operator/tenant-overview'
import { changeTenant, removeTenant, startTenant, stopTenant } from '../tenant-actions'
import { tenantDesk } from './tenant-desk'
import { TenantFrame } from './tenant-frame'
import { tenantOverviewOf } from './tenant-overview-view'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ do?: string }> }

export async function generateMetadata({ params }: Props) {
  const { t, tenant } = await tenantDesk(params)
  return { title: t('title', { page: tenant.name }) }
}

export default async function TenantPage({ params, searchParams }: Props) {
  const desk = await tenantDesk(params)
  return (
    <TenantFrame desk={desk} current="overview">
      <TenantOverview
        {...(await tenantOverviewOf(desk, (await searchParams).do))}
        stop={stopTenant}
        start={startTenant}
        remove={removeTenant}
        change={changeTenant}
      />
    </TenantFrame>
  )
}
