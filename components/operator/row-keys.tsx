'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/**
 * J and K walk the rows of the table inside, Enter opens the row, / goes to the search field; a click anywhere in a row opens it
 * too. The rows stay server HTML: each has its own link, and this only adds keys to it.
 */
export function RowKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const router = useRouter()

  useEffect(() => {
    const rows = () => [...(box.current?.querySelectorAll<HTMLTableRowElement>('tr[data-href]') ?? [])]
    const current = (all: HTMLTableRowElement[]) => all.findIndex((row) => row.classList.contains('op-at'))
    function onKey(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || document.querySelector('[role="dialog"]')) return
      if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('[data-search]')
        if (field) event.preventDefault()
        return field?.focus()
      }
      const all = rows()
      const at = current(all)
      if (event.key === 'j' || event.key === 'k') {
        const next = all[Math.min(all.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)))]
        for (const row of all) row.classList.toggle('op-at', row === next)
        next?.scrollIntoView({ block: 'nearest' })
        next?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
      }
      if (event.key === 'Enter' && at >= 0 && document.activeElement === document.body) router.push(all[at]!.dataset.href!)
    }
    function onClick(event: MouseEvent) {
      const target = event.target as Element
      if (event.defaultPrevented || target.closest('a, button, input, select, label, [role="menu"]') || getSelection()?.toString()) return
      const href = target.closest<HTMLTableRowElement>('tr[data-href]')?.dataset.href
      if (href) router.push(href)
    }
    const element = box.current
    document.addEventListener('keydown', onKey)
    element?.addEventListener('click', onClick)
    return () => {
      document.removeEventListener('keydown', onKey)
      element?.removeEventListener('click', onClick)
    }
  }, [router])

  return <div ref={box}>{children}</div>
}
