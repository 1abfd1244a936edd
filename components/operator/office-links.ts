import type { NavLink } from '@/components/ui'
import type { Words } from './words'

export interface OfficeNumbers {
  tenants: number | null
  running: number | null
}
type Group = { title?: string; links: NavLink[] }

/** All places of the back office, in the order of the frame's column. */
export function officeLinks(t: Words, { tenants, running }: OfficeNumbers): Group[] {
  return [
    {
      links: [
        { href: '/', icon: 'layout-grid', label: t('nav.overview') },
        {
          href: '/tenants',
          icon: 'building-2',
          label: t('nav.tenants'),
          end: tenants === null ? undefined : t('common.count', { count: tenants }),
        },
        { href: '/servers', icon: 'server', label: t('nav.servers') },
        { href: '/planner', icon: 'blocks', label: t('nav.planner') },
      ],
    },
    { title: t('nav.work'), links: [{ href: '/operations', icon: 'activity', label: t('nav.operations'), count: running || undefined }] },
    {
      title: t('nav.service'),
      links: [
        { href: '/flags', icon: 'flag', label: t('nav.flags') },
        { href: '/health', icon: 'heart-pulse', label: t('nav.health') },
      ],
    },
    {
      title: t('nav.trust'),
      links: [
        { href: '/operators', icon: 'user-cog', label: t('nav.operators') },
        { href: '/audit', icon: 'scroll-text', label: t('nav.audit') },
      ],
    },
  ]
}

/** What a phone's bar has room for; the others stand on the page behind the last. */
export const ON_PHONE = ['/', '/tenants', '/servers', '/operations']
