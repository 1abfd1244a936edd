'use client'
import { useEffect, useState } from 'react'

export type SlugAnswer = { isFree: boolean; reason?: 'grammar' | 'reserved' | 'taken' }

/** Whether a slug is free, asked at `address` while it is typed. Null while nothing is known of this very text. A later answer to an earlier text never shows. */
export function useSlugAnswer(slug: string, address: string): SlugAnswer | null {
  const [known, setKnown] = useState<{ slug: string; answer: SlugAnswer } | null>(null)
  useEffect(() => {
    if (!slug) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      fetch(`${address}?slug=${encodeURIComponent(slug)}`, { signal: controller.signal })
        .then((response) => (response.ok ? (response.json() as Promise<{ slug: SlugAnswer }>) : null))
        .then((found) => found && setKnown({ slug, answer: found.slug }))
        .catch(() => undefined)
    }, 150)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [slug, address])
  return known?.slug === slug ? known.answer : null
}
