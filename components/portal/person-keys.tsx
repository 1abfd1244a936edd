'use client'
import { useEffect } from 'react'

/** J and K go to the next person and the one before, E edits. */
export function PersonKeys() {
  useEffect(() => {
    const links: Record<string, string> = { j: 'a[rel=next]', k: 'a[rel=prev]', e: 'a[data-key=e]' }
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as Element
      if (event.metaKey || event.ctrlKey || event.altKey || target.closest('input, textarea, select, [contenteditable], [role=dialog]'))
        return
      const link = links[event.key]
      if (link) document.querySelector<HTMLAnchorElement>(link)?.click()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return null
}
