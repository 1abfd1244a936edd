'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { type NavLink, Shell } from '@/components/ui'
import { type OfficeNumbers, ON_PHONE, officeLinks } from './office-links'
import { RowhouseMark } from './rowhouse-mark'
import { useWords } from './use-words'

/** The frame of the back office. The browser's address decides which link is current, also after a navigation within the frame. */
export function OperatorShell({
  numbers,
  isLocal,
  me,
  phoneMe,
  children,
}: {
  numbers: OfficeNumbers
  isLocal: boolean
  me: ReactNode
  phoneMe: ReactNode
  children: ReactNode
}) {
  const t = useWords()
  const path = visiblePath(usePathname())
  const isCurrent = (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))
  const groups = officeLinks(t, numbers).map(({ title, links }) => ({
    title,
    links: links.map((link) => ({ ...link, isCurrent: isCurrent(link.href) })),
  }))
  const links = groups.flatMap((group) => group.links)
  const onPhone = ON_PHONE.map((href) => links.find((link) => link.href === href)!)
  const more: NavLink = { href: '/more', icon: 'menu', label: t('nav.more'), isCurrent: !onPhone.some((link) => link.isCurrent) }
  return (
    <Shell
      variant="operator"
      who={
        <>
          <RowhouseMark />
          <span className="fold-away">{t('productName')}</span>
          <span className="fold-away flex-1" />
          {isLocal ? <span className="tag fold-away">{t('local')}</span> : null}
        </>
      }
      phoneWho={
        <>
          <RowhouseMark />
          {t('productName')}
        </>
      }
      phoneEnd={phoneMe}
      find={{ label: t('nav.search'), keys: '⌘K' }}
      groups={groups}
      tabs={[...onPhone, more]}
      me={me}
      words={{ skip: t('skip'), main: t('nav.label') }}
    >
      {children}
    </Shell>
  )
}

/** While a page is rendered on the server the path is the rewritten one, /operator/tenants; in the browser it is /tenants. */
export const visiblePath = (path: string | null) => (path ?? '/').replace(/^\/operator(?=\/|$)/, '') || '/'
