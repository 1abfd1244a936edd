import type { TabLink } from '@/components/ui'
import { hasPermission, type Permission } from '@/lib/auth'
import { translator } from '@/lib/portal'
import type { Portal } from '../portal-request'

const TABS: { place: 'members' | 'roles'; href: string; permission: Permission }[] = [
  { place: 'members', href: '/settings/members', permission: 'members:manage' },
  { place: 'roles', href: '/settings/roles', permission: 'roles:manage' },
]

/** The two pages about access, as far as this person may open them. */
export function accessTabs({ principal, locale }: Portal, current: 'members' | 'roles'): TabLink[] {
  const t = translator(locale, 'portal')
  return TABS.filter(({ permission }) => hasPermission(principal, permission)).map(({ place, href }) => ({
    href,
    label: t(`roles.tabs.${place}`),
    isCurrent: place === current,
  }))
}
