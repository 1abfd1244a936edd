import type { ReactNode } from 'react'

export type TabLink = { href: string; label: ReactNode; count?: ReactNode; isCurrent?: boolean }

/** Tabs whose state lives in the address. */
export function TabLinks({ tabs, label, end, className }: { tabs: TabLink[]; label: string; end?: ReactNode; className?: string }) {
  return (
    <nav className={`tabs ${className ?? ''}`} aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.isCurrent ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="font-normal text-ink-3 tabular-nums">{tab.count}</span>}
        </a>
      ))}
      {end}
    </nav>
  )
}
