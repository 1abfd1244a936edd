import { PlanPage } from '@/components/portal/plan-page'
import { getTenantPlan } from '@/lib/lifecycle'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { askForPlan, withdrawPlan } from './plan-actions'
import { planView } from './plan-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const page = translator(locale, 'plan')('title')
  return { title: translator(locale, 'portal')('title', { page, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('settings:write')
  const { principal, tenant, db } = portal
  return (
    <PortalPage portal={portal} place="plan">
      <PlanPage {...planView(portal, await getTenantPlan(principal, tenant, db))} ask={askForPlan} withdraw={withdrawPlan} />
    </PortalPage>
  )
}
