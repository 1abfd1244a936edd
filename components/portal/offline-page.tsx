'use client'
import { useEffect } from 'react'

/** Has the browser keep the tenant's offline page. Where there are no service workers, the browser's own page serves. */
export function OfflinePage() {
  useEffect(() => {
    navigator.serviceWorker?.register('/brand/worker', { scope: '/' }).catch(() => undefined)
  }, [])
  return null
}
