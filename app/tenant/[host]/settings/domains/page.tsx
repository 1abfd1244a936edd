import { DomainsPage } from '@/components/portal/domains-page'
import { listDomains } from '@/lib/catalog'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { checkOwnDomain, claimOwnDomain, releaseOwnDomain, setOwnPrimaryDomain } from './domain-actions'
import { domainsView } from './domains-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const title = translator(locale, 'domains')('title')
  return { title: translator(locale, 'portal')('title', { page: title, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('settings:write')
  const domains = await listDomains(portal.tenant.id)
  return (
    <PortalPage portal={portal} place="domains">
      <DomainsPage
        {...domainsView(portal, domains)}
        actions={{ claim: claimOwnDomain, check: checkOwnDomain, setPrimary: setOwnPrimaryDomain, release: releaseOwnDomain }}
      />
    </PortalPage>
  )
}
