import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { LanguageLinks } from '@/components/operator/language-links'
import { RowhouseMark } from '@/components/operator/rowhouse-mark'

/** A page of the service's own site: the mark above, one column, languages below. */
export function SiteFrame({
  name,
  locale,
  link,
  isWide,
  children,
}: {
  name: string
  locale: string
  link?: { href: string; label: string }
  isWide?: boolean
  children: ReactNode
}) {
  return (
    <div className="flex min-h-screen flex-col bg-surface">
      <header className="row px-8 py-6 font-semibold phone:px-5">
        <a className="row text-ink" href="/">
          <RowhouseMark />
          {name}
        </a>
      </header>
      <main className={clsx('m-auto w-full px-8 py-8 phone:px-5', isWide ? 'max-w-[820px]' : 'max-w-[484px]')}>{children}</main>
      <footer className="row px-8 py-6 text-12 text-ink-3 phone:px-5">
        {link && <a href={link.href}>{link.label}</a>}
        <span className="flex-1" />
        <LanguageLinks current={locale} />
      </footer>
    </div>
  )
}
