'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { type NavLink, Shell } from '@/components/ui'
import { RowhouseMark } from './rowhouse-mark'
import { useWords } from './use-words'

export interface ShellNumbers {
  tenants: number | null
  running: number | null
}

/** The frame of the back office. The browser's address decides which link is current, also after a navigation within the frame. */
export function OperatorShell({
  numbers,
  isLocal,
  me,
  phoneMe,
  children,
}: {
  numbers: ShellNumbers
  isLocal: boolean
  me: ReactNode
  phoneMe: ReactNode
  children: ReactNode
}) {
  const t = useWords()
  const path = visiblePath(usePathname())
  const link = (href: string, icon: NavLink['icon'], label: string, more: Partial<NavLink> = {}): NavLink => ({
    href,
    icon,
    label,
    isCurrent: href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`),
    ...more,
  })
  const overview = link('/', 'layout-grid', t('nav.overview'))
  const tenants = link('/tenants', 'building-2', t('nav.tenants'), {
    end: numbers.tenants === null ? undefined : t('common.count', { count: numbers.tenants }),
  })
  const servers = link('/servers', 'server', t('nav.servers'))
  const planner = link('/planner', 'blocks', t('nav.planner'))
  const operations = link('/operations', 'activity', t('nav.operations'), { count: numbers.running || undefined })
  const flags = link('/flags', 'flag', t('nav.flags'))
  const health = link('/health', 'heart-pulse', t('nav.health'))
  const operators = link('/operators', 'user-cog', t('nav.operators'))
  const audit = link('/audit', 'scroll-text', t('nav.audit'))
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
      groups={[
        { links: [overview, tenants, servers, planner] },
        { title: t('nav.work'), links: [operations] },
        { title: t('nav.service'), links: [flags, health] },
        { title: t('nav.trust'), links: [operators, audit] },
      ]}
      tabs={[overview, tenants, operations, health, audit]}
      me={me}
      words={{ skip: t('skip'), main: t('nav.label') }}
    >
      {children}
    </Shell>
  )
}

/** While a page is rendered on the server the path is the rewritten one, /operator/tenants; in the browser it is /tenants. */
export const visiblePath = (path: string | null) => (path ?? '/').replace(/^\/operator(?=\/|$)/, '') || '/'
