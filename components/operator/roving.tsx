'use client'
import type { KeyboardEvent, ReactNode } from 'react'

const MOVES: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** A row of links that is one tab stop; the arrow keys walk it. */
export function Roving({ children, className }: { children: ReactNode; className?: string }) {
  function walk(event: KeyboardEvent<HTMLDivElement>) {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const next = at < 0 ? undefined : links[MOVES[event.key]?.(at, links.length - 1) ?? at]
    if (!next || next === links[at]) return
    event.preventDefault()
    for (const link of links) link.tabIndex = link === next ? 0 : -1
    next.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what one acts on; this only moves focus among them
    <div className={className} onKeyDown={walk}>
      {children}
    </div>
  )
}
