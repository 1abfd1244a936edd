import { SettingsPage } from '@/components/portal/settings-page'
import { listSessions, PASSWORD_LENGTH_MIN } from '@/lib/auth'
import { formatMoment, translator } from '@/lib/portal'
import { changePassword, signOutEverywhere } from '../account-actions'
import { administrationOf, PortalPage, roleName } from '../portal-page'
import { requirePortal } from '../portal-request'

export async function generateMetadata() {
  const { tenant, locale } = await requirePortal()
  const t = translator(locale, 'portal')
  return { title: t('title', { page: t('settings.title'), product: tenant.branding.productName }) }
}

export default async function Page() {
  const portal = await requirePortal()
  const { db, principal, tenant, locale } = portal
  const t = translator(locale, 'portal')
  const sessions = await listSessions(db, principal.userId)
  return (
    <PortalPage portal={portal} place="settings">
      <SettingsPage
        me={{ name: principal.name, email: principal.email, role: roleName(locale, principal.roleKey) }}
        links={administrationOf(portal)}
        sessions={sessions.map((session) => ({
          id: session.id,
          isThis: session.id === principal.sessionId,
          browser: browserName(session.userAgent),
          lastSeen: t('settings.lastSeen', { moment: formatMoment(session.lastSeenAt, locale, tenant.timeZone) }),
        }))}
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
          sessions: t('settings.sessions'),
          sessionsLead: t('settings.sessionsLead'),
          thisSession: t('settings.thisSession'),
          signOutEverywhere: t('settings.signOutEverywhere'),
          signOutEverywhereText: t('settings.signOutEverywhereText', { count: sessions.length }),
          administration: t('nav.administration'),
        }}
      />
    </PortalPage>
  )
}

/** 'Chrome, macOS' from a User-Agent: enough to know one's own devices by. */
function browserName(userAgent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(userAgent)?.[1]
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux|CrOS)/.exec(userAgent)?.[1]
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS', CrOS: 'ChromeOS' }
  return [browser, system].flatMap((name) => (name ? [names[name] ?? name] : [])).join(', ') || '–'
}
