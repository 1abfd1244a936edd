'use client'
import { useEffect, useState } from 'react'

type Live = { state: string; steps: { name: string; state: string; progress: { done: number; total?: number } | null }[] }

/** Follows an operation by its live stream until it is over. The browser reconnects by itself; `onOver` is called once. */
export function useLiveOperation(url: string | null, onOver: () => void): Live | null {
  const [live, setLive] = useState<Live | null>(null)
  useEffect(() => {
    if (!url) return
    const stream = new EventSource(url)
    stream.addEventListener('operation', (event) => setLive(JSON.parse((event as MessageEvent<string>).data) as Live))
    const end = () => {
      stream.close()
      onOver()
    }
    // Over, or no longer ours to see: the page itself has the answer to both.
    stream.addEventListener('end', end)
    stream.addEventListener('gone', end)
    return () => stream.close()
  }, [url, onOver])
  return live
}
