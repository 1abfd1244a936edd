import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { AccountButton, AccountMenu } from '@/components/portal/account-menu'
import { OfflinePage } from '@/components/portal/offline-page'
import { Avatar, type IconName, Mark, type NavLink, Notice, Shell } from '@/components/ui'
import { CommandPalette } from '@/components/ui/command-palette'
import { SoftNavigation } from '@/components/ui/soft-navigation'
import { hasPermission, type Permission } from '@/lib/auth'
import { LANGUAGES, MODE_COOKIE, MODES, pickMode, translator } from '@/lib/portal'
import { signOut } from './account-actions'
import { brandOf } from './brand'
import { pluginNavigation } from './plugins'
import type { Portal } from './portal-request'

export type PortalPlace =
  | 'home'
  | 'people'
  | 'organisation'
  | 'me'
  | 'import'
  | 'members'
  | 'brand'
  | 'domains'
  | 'signIn'
  | 'plugins'
  | 'fields'
  | 'keys'
  | 'webhooks'
  | 'audit'
  | 'data'
  | 'settings'
  | 'plan'

const ADMINISTRATION: {
  place: 'import' | 'members' | 'brand' | 'domains' | 'signIn' | 'plugins' | 'fields' | 'keys' | 'webhooks' | 'plan' | 'audit' | 'data'
  href: string
  icon: IconName
  permission: Permission
}[] = [
  { place: 'import', href: '/import', icon: 'file-input', permission: 'import:run' },
  { place: 'members', href: '/settings/members', icon: 'key-round', permission: 'members:manage' },
  { place: 'brand', href: '/settings/brand', icon: 'palette', permission: 'branding:write' },
  { place: 'domains', href: '/settings/domains', icon: 'globe', permission: 'settings:write' },
  { place: 'signIn', href: '/settings/sign-in', icon: 'fingerprint', permission: 'sign-in:manage' },
  { place: 'plugins', href: '/settings/plugins', icon: 'blocks', permission: 'settings:write' },
  { place: 'fields', href: '/settings/fields', icon: 'columns-3', permission: 'settings:write' },
  { place: 'keys', href: '/settings/keys', icon: 'lock', permission: 'api-keys:manage' },
  { place: 'webhooks', href: '/settings/webhooks', icon: 'activity', permission: 'settings:write' },
  { place: 'plan', href: '/settings/plan', icon: 'gauge', permission: 'settings:write' },
  { place: 'audit', href: '/audit', icon: 'scroll-text', permission: 'audit:read' },
  { place: 'data', href: '/settings/data', icon: 'archive', permission: 'data:export' },
]

/** The frame of every page behind sign-in. It shows what the person may do; each page checks for itself. */
export async function PortalPage({
  portal,
  place,
  children,
}: {
  portal: Portal
  /** One of ours, or the address of a plugin's. */
  place: PortalPlace | `/${string}`
  children: ReactNode
}) {
  const { tenant, principal, locale } = portal
  const t = translator(locale, 'portal')
  const common = translator(locale, 'common')
  const [jar, head] = await Promise.all([cookies(), headers()])
  const brand = brandOf(tenant)
  const role = roleName(locale, principal.roleKey)
  const link = (name: PortalPlace, href: string, icon: IconName): NavLink => ({
    href,
    icon,
    label: t(`nav.${name}`),
    isCurrent: name === place,
  })
  const work = [link('home', '/', 'house'), link('people', '/people', 'users'), link('organisation', '/organisation', 'network')]
  const own = principal.employeeId ? [link('me', `/people/${principal.employeeId}`, 'circle-user-round')] : []
  const plugins = pluginNavigation(portal, place)
  const administration = administrationOf(portal, place)
  const preferences = { action: '/api/portal/preferences', next: head.get('x-request-path') ?? '/' }
  const mode = pickMode(jar.get(MODE_COOKIE)?.value)
  const who = (
    <>
      <Mark mark={brand.mark} name={brand.name} logoUrl={brand.logoUrl} logoDarkUrl={brand.logoDarkUrl} />
      <span className="fold-away truncate">{brand.name}</span>
    </>
  )
  const label = t('account.label', { name: principal.name })

  return (
    <>
      <Shell
        variant="portal"
        who={who}
        phoneWho={who}
        phoneEnd={
          <button type="button" popoverTarget="account" aria-label={label} className="grid size-10 place-items-center">
            <Avatar name={principal.name} />
          </button>
        }
        find={{ label: common('search'), keys: '⌘K' }}
        groups={[
          { links: [...work, ...plugins, ...own] },
          ...(administration.length > 0 ? [{ title: t('nav.administration'), links: administration }] : []),
        ]}
        tabs={[
          ...work,
          ...own,
          { href: '/settings', icon: 'menu', label: t('nav.more'), isCurrent: !['home', 'people', 'organisation', 'me'].includes(place) },
        ]}
        me={<AccountButton name={principal.name} role={role} label={label} />}
        words={{ skip: common('skip'), main: common('mainMenu') }}
      >
        {tenant.trial?.stage === 'read-only' ? (
          <Notice tone="warn" className="mb-4">
            {translator(locale, 'plan')('banner')} <a href="/settings/plan">{translator(locale, 'plan')('bannerLink')}</a>
          </Notice>
        ) : null}
        {children}
      </Shell>
      <AccountMenu
        name={principal.name}
        role={role}
        preferences={preferences}
        modes={MODES.map((value) => ({ value, label: common(`mode.${value}`), isCurrent: value === mode }))}
        languages={LANGUAGES.map(({ locale: value, name }) => ({ value, label: name, isCurrent: value === locale }))}
        signOut={signOut}
        words={{
          account: t('account.title'),
          settings: t('nav.settings'),
          appearance: t('account.appearance'),
          language: t('account.language'),
          signOut: t('account.signOut'),
        }}
      />
      <CommandPalette
        searchUrl="/api/portal/search"
        groups={[
          {
            title: t('palette.pages'),
            entries: [...work, ...plugins, ...own, ...administration, link('settings', '/settings', 'settings')].map(
              ({ href, label, icon }) => ({
                href,
                label,
                icon,
              }),
            ),
          },
        ]}
        words={{
          title: common('palette.title'),
          placeholder: common('palette.placeholder'),
          nothing: common('palette.nothing'),
          select: common('palette.select'),
          open: common('palette.open'),
          found: t('palette.people'),
        }}
      />
      <SoftNavigation />
      <OfflinePage />
    </>
  )
}

/** What of the administration this person may reach. */
export function administrationOf({ principal, locale }: Portal, place?: string): NavLink[] {
  const t = translator(locale, 'portal')
  return ADMINISTRATION.filter(({ permission }) => hasPermission(principal, permission)).map((entry) => ({
    href: entry.href,
    icon: entry.icon,
    label: t(`nav.${entry.place}`),
    isCurrent: entry.place === place,
  }))
}

/** A tenant's own roles have no translation: their key shows. */
export function roleName(locale: Portal['locale'], roleKey: string): string {
  const t = translator(locale, 'auth') as unknown as { (key: string): string; has(key: string): boolean }
  return t.has(`roles.${roleKey}`) ? t(`roles.${roleKey}`) : roleKey
}
