'use client'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import { Kbd } from './tag'

export type NavLink = { href: string; label: string; icon: IconName; isCurrent?: boolean; count?: ReactNode; end?: ReactNode }
export type NavGroup = { title?: string; links: NavLink[] }

type Props = {
  variant: 'portal' | 'operator'
  /** Mark and name, at the top of the sidebar. */
  who: ReactNode
  /** The same for the bar on a phone, with what stands at its right end. */
  phoneWho: ReactNode
  phoneEnd?: ReactNode
  find: { label: string; keys: string }
  groups: NavGroup[]
  /** At most five; the last is usually "More". */
  tabs: NavLink[]
  me: ReactNode
  words: { skip: string; main: string }
  children: ReactNode
}

/**
 * The frame of portal and back office. A client component without behaviour: as elements of the server it would be rendered, written out
 * and read again for each page, as props it is rendered once. Under 720 px the sidebar becomes a bar above and a tab bar below.
 */
export function Shell({ variant, who, phoneWho, phoneEnd, find, groups, tabs, me, words, children }: Props) {
  return (
    <div className={clsx('app', variant === 'operator' && 'op')}>
      <a className="btn btn-solid skip" href="#main">
        {words.skip}
      </a>
      <aside className="side">
        <div className="side-who">{who}</div>
        <button type="button" className="input side-find" data-open-palette aria-label={find.label}>
          <Icon name="search" size="s" />
          <span className="fold-away flex-1 text-left">{find.label}</span>
          <span className="fold-away">
            <Kbd>{find.keys}</Kbd>
          </span>
        </button>
        <nav className="contents" aria-label={words.main}>
          {groups.map((group) => (
            <Group key={group.links[0]?.href} {...group} />
          ))}
        </nav>
        <span className="flex-1" />
        {me}
      </aside>
      <main className="sheet" id="main" tabIndex={-1}>
        <div className="phone-bar">
          {phoneWho}
          <span className="flex-1" />
          <button type="button" data-open-palette aria-label={find.label} className="grid size-10 place-items-center">
            <Icon name="search" size="l" />
          </button>
          {phoneEnd}
        </div>
        {children}
      </main>
      <nav className="tab-bar" aria-label={words.main} style={{ '--tabs': tabs.length } as React.CSSProperties}>
        {tabs.map((tab) => (
          <a key={tab.href} href={tab.href} aria-current={tab.isCurrent ? 'page' : undefined}>
            <Icon name={tab.icon} />
            {tab.label}
          </a>
        ))}
      </nav>
    </div>
  )
}

function Group({ title, links }: NavGroup) {
  return (
    <>
      {title && <div className="side-title">{title}</div>}
      {links.map((link) => (
        <a key={link.href} className="nav-link" href={link.href} aria-current={link.isCurrent ? 'page' : undefined}>
          <Icon name={link.icon} />
          <span className="fold-away">{link.label}</span>
          {link.count !== undefined && <span className="nav-end count fold-away">{link.count}</span>}
          {link.end !== undefined && <span className="nav-end fold-away">{link.end}</span>}
        </a>
      ))}
    </>
  )
}

/** The back office's bar: where am I at the left, state or address filter at the right. */
export function CrumbBar({ crumbs, end }: { crumbs: { label: ReactNode; href?: string }[]; end?: ReactNode }) {
  return (
    <div className="crumbs">
      {crumbs.map((crumb, index) => (
        <span key={crumb.href ?? index} className="contents">
          {index > 0 && <Icon name="chevron-right" size="s" />}
          {crumb.href ? <a href={crumb.href}>{crumb.label}</a> : <span aria-current="page">{crumb.label}</span>}
        </span>
      ))}
      <span className="flex-1" />
      {end}
    </div>
  )
}
