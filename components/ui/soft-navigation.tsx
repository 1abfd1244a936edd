'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Turns clicks on plain links of this site, and plain GET forms, into navigation without a reload. One listener instead of a client
 * component for each link: rows stay HTML, and everything works before any script has loaded. Links to /api and downloads are left alone.
 */
export function SoftNavigation() {
  const router = useRouter()
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = (event.target as Element | null)?.closest?.('a')
      if (!link?.href || link.target || link.hasAttribute('download') || link.hasAttribute('data-hard')) return
      const url = new URL(link.href)
      if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return
      if (url.pathname === location.pathname && url.search === location.search && url.hash) return
      event.preventDefault()
      router.push(url.pathname + url.search + url.hash)
    }
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement
      if (event.defaultPrevented || form.method !== 'get' || form.hasAttribute('data-hard')) return
      const url = new URL(form.action)
      if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return
      event.preventDefault()
      const filled = [...new FormData(form, event.submitter)].filter(([, value]) => value !== '') as [string, string][]
      router.push(`${url.pathname}?${new URLSearchParams(filled)}`)
    }
    document.addEventListener('click', onClick)
    document.addEventListener('submit', onSubmit)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('submit', onSubmit)
    }
  }, [router])
  return null
}
