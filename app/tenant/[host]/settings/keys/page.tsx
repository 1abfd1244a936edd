import { KeysPage } from '@/components/portal/connect/keys-page'
import { listApiKeys } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { createApiKey, revokeApiKey } from '../../member-actions'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { keysView } from './keys-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const title = translator(locale, 'connect')('keys.title')
  return { title: translator(locale, 'portal')('title', { page: title, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('api-keys:manage')
  const keys = await listApiKeys(portal.db)
  return (
    <PortalPage portal={portal} place="keys">
      <KeysPage {...keysView(portal, keys)} actions={{ create: createApiKey, revoke: revokeApiKey }} />
    </PortalPage>
  )
}
