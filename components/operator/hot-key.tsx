'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** One letter that goes somewhere, unless somebody is typing or a dialog is open. */
export function HotKey({ letter, href }: { letter: string; href: string }) {
  const router = useRouter()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.metaKey || event.ctrlKey || event.altKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
        return
      if (event.key.toLowerCase() === letter && !document.querySelector('[role="dialog"], [role="menu"]')) router.push(href)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [letter, href, router])
  return null
}
