'use client'
import { useEffect, useState } from 'react'
import type { BrandAnswer, BrandFields } from './brand-types'

const HEX = /^#[0-9a-f]{6}$/

/** The theme of the colours as they are typed. The last readable answer stays while the next one is on its way. */
export function useBrandAnswer(url: string, { brandColour, colours }: Pick<BrandFields, 'brandColour' | 'colours'>): BrandAnswer | null {
  const [answer, setAnswer] = useState<BrandAnswer | null>(null)
  const entries = Object.entries({ brand: brandColour, ...colours }).filter(([, value]) => value !== undefined) as [string, string][]
  const query = entries.every(([, value]) => HEX.test(value)) ? new URLSearchParams(entries).toString() : null
  useEffect(() => {
    if (query === null) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const response = await fetch(`${url}?${query}`, { signal: stop.signal }).catch(() => null)
      if (response?.ok) setAnswer((await response.json()) as BrandAnswer)
    }, 80)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [url, query])
  return answer
}
