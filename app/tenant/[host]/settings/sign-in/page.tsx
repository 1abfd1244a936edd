import { FactorPolicy } from '@/components/portal/sign-in-settings/factor-policy'
import { countWithoutFactor, getSignInPolicy } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { PortalPage } from '../../portal-page'
import { requirePortal } from '../../portal-request'
import { requireSecondFactor } from './sign-in-actions'
import { factorPolicyView } from './sign-in-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const title = translator(locale, 'access')('signIn.title')
  return { title: translator(locale, 'portal')('title', { page: title, product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal('sign-in:manage')
  const { db, tenant, locale } = portal
  const t = translator(locale, 'access')
  const [policy, without] = await Promise.all([getSignInPolicy(db), countWithoutFactor(db)])
  return (
    <PortalPage portal={portal} place="signIn">
      <div className="page page-settings">
        <header className="page-head">
          <h1>{t('signIn.title')}</h1>
        </header>
        <p className="mb-6 text-ink-2">{t('signIn.lead', { company: tenant.name })}</p>
        <FactorPolicy {...factorPolicyView(portal, policy, without)} save={requireSecondFactor} />
      </div>
    </PortalPage>
  )
}
