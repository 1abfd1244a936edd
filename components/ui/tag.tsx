import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export type Tone = 'neutral' | 'ok' | 'bad' | 'warn' | 'info' | 'brand'

/** A word with a tint. Colour never stands alone: there is always a word, and a dot or an icon where it is a state. */
export function Tag({
  tone = 'neutral',
  hasDot,
  className,
  children,
}: {
  tone?: Tone
  hasDot?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <span className={clsx('tag', tone !== 'neutral' && `tag-${tone}`, className)}>
      {hasDot && <span className="dot" />}
      {children}
    </span>
  )
}

/** A state in a table: a dot or an icon, and a lower-case word. */
export function State({ tone, icon, children }: { tone: 'ok' | 'info' | 'warn' | 'bad' | 'quiet'; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`state state-${tone}`}>
      {icon ? <Icon name={icon} size="s" /> : <span className="dot" />}
      {children}
    </span>
  )
}

export function Count({ children }: { children: ReactNode }) {
  return <span className="count">{children}</span>
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>
}
