import { SettingsPage } from '@/components/portal/settings-page'
import { findOwnIdentity, getOwnFactor, getSignInPolicy, listSessions, PASSWORD_LENGTH_MIN } from '@/lib/auth'
import { translator } from '@/lib/portal'
import { changePassword, endOtherSessions, endSession, signOutEverywhere } from '../account-actions'
import { enrolFactor, offerFactor, removeFactor, renewRecoveryCodes } from '../factor-actions'
import { pluginNavigation } from '../plugins'
import { administrationOf, PortalPage, roleName } from '../portal-page'
import { requirePortal } from '../portal-request'
import { connectProvider } from '../sso-actions'
import { problemText } from '../sso-problem'
import { companyView, devicesView, factorView } from './account-view'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const t = translator(locale, 'portal')
  return { title: t('title', { page: t('settings.title'), product: tenant.branding.productName }) }
}

type Props = { searchParams: Promise<{ problem?: string | string[] }> }

export default async function Page({ searchParams }: Props) {
  const portal = await requirePortal()
  const { db, principal, locale } = portal
  const t = translator(locale, 'portal')
  const [sessions, factor, policy, identity, { problem }] = await Promise.all([
    listSessions(db, principal.userId),
    getOwnFactor(db, principal),
    getSignInPolicy(db),
    findOwnIdentity(db, principal),
    searchParams,
  ])
  return (
    <PortalPage portal={portal} place="settings">
      <SettingsPage
        me={{ name: principal.name, email: principal.email, role: roleName(locale, principal.roleKey) }}
        links={[...pluginNavigation(portal), ...administrationOf(portal)]}
        devices={{ ...devicesView(portal, sessions), endSession, endOthers: endOtherSessions }}
        factor={{
          ...factorView(portal, factor, policy),
          actions: { offer: offerFactor, enrol: enrolFactor, renew: renewRecoveryCodes, remove: removeFactor },
        }}
        company={identity && { ...companyView(portal, identity), problem: problemText(problem, locale), connect: connectProvider }}
        changePassword={changePassword}
        signOutEverywhere={signOutEverywhere}
        words={{
          title: t('settings.title'),
          password: t('settings.password'),
          passwordLead: t('settings.passwordLead'),
          passwordHelp: t('invite.passwordHelp', { count: PASSWORD_LENGTH_MIN }),
          current: t('settings.current'),
          new: t('settings.new'),
          change: t('settings.change'),
          changed: t('settings.changed'),
          showPassword: t('signIn.showPassword'),
          signOutEverywhere: t('settings.signOutEverywhere'),
          signOutEverywhereText: t('settings.signOutEverywhereText', { count: sessions.length }),
          administration: t('nav.administration'),
        }}
      />
    </PortalPage>
  )
}
