import { DirectorySettings } from '@/components/portal/sign-in-settings/directory-settings'
import { FactorPolicy } from '@/components/portal/sign-in-settings/factor-policy'
import { ProviderSettings } from '@/components/portal/sign-in-settings/provider-settings'
import { countWithoutFactor, getProviderView, getSignInPolicy, listGroupRoles, listRoles, listScimTokens } from '@/lib/auth'
import { listDomains } from '@/lib/catalog'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { directoryView } from './directory-view'
import { providerView } from './provider-view'
import {
  createDirectoryToken,
  deleteOwnProvider,
  giveDirectoryRole,
  requireOwnProvider,
  requireSecondFactor,
  revokeDirectoryToken,
  saveOwnProvider,
  switchOwnProvider,
  testOwnProvider,
} from './sign-in-actions'
import { factorPolicyView } from './sign-in-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const title = translator(locale, 'access')('signIn.title')
  return { title: translator(locale, 'portal')('title', { page: title, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('sign-in:manage')
  const { db, tenant, principal, locale } = portal
  const t = translator(locale, 'access')
  const [policy, without, provider, roles, domains, tokens, groups] = await Promise.all([
    getSignInPolicy(db),
    countWithoutFactor(db),
    getProviderView(db),
    listRoles(db, principal),
    listDomains(tenant.id),
    listScimTokens(db),
    listGroupRoles(db),
  ])
  return (
    <PortalPage portal={portal} place="signIn">
      <div className="page page-settings">
        <header className="page-head">
          <h1>{t('signIn.title')}</h1>
        </header>
        <p className="mb-6 text-ink-2">{t('signIn.lead', { company: tenant.name })}</p>
        <FactorPolicy {...factorPolicyView(portal, policy, without)} save={requireSecondFactor} />
        <ProviderSettings
          {...providerView(portal, { provider, policy, roles, domains })}
          actions={{
            save: saveOwnProvider,
            test: testOwnProvider,
            switchOn: switchOwnProvider,
            requireOnly: requireOwnProvider,
            remove: deleteOwnProvider,
          }}
        />
        <DirectorySettings
          {...directoryView(portal, { tokens, groups, roles })}
          actions={{ create: createDirectoryToken, revoke: revokeDirectoryToken, giveRole: giveDirectoryRole }}
        />
      </div>
    </PortalPage>
  )
}
