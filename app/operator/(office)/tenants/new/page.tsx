import { NewTenant } from '@/components/operator/new-tenant'
import { CrumbBar } from '@/components/ui'
import { env } from '@/lib/core'
import { office } from '../../../office'
import { portalUrl } from '../../../portal-url'
import { createTenant } from '../tenant-actions'
import { newTenantChoices, newTenantDefaults } from './new-tenant-view'

/** What DESIGN.md allows from the click until the first page can be served, in shared tables. */
const BUDGET_MILLISECONDS = 250

export async function generateMetadata() {
  const { t } = await office('tenant:create')
  return { title: t('title', { page: t('newTenant.page') }) }
}

export default async function NewTenantPage() {
  const desk = await office('tenant:create')
  const { t } = desk
  return (
    <>
      <CrumbBar crumbs={[{ label: t('tenants.page'), href: '/tenants' }, { label: t('newTenant.page') }]} />
      <div className="page">
        <NewTenant
          choices={await newTenantChoices(desk)}
          defaults={newTenantDefaults(desk)}
          baseDomain={env().BASE_DOMAIN}
          portalUrlPattern={portalUrl('{slug}')}
          budgetMilliseconds={BUDGET_MILLISECONDS}
          create={createTenant}
        />
      </div>
    </>
  )
}
