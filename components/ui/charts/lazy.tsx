'use client'
import { type ComponentType, useEffect, useRef, useState } from 'react'

type Props<P> = { height: number; load: () => Promise<ComponentType<P>>; chart: P }

/**
 * Loads a chart when its place comes into view. The place has its height from the first byte, so nothing jumps, and the same numbers stand
 * in a table beside it for whoever has no script. `load` is a constant of its module.
 */
export function LazyChart<P extends object>({ height, load, chart }: Props<P>) {
  const place = useRef<HTMLDivElement>(null)
  const [Chart, setChart] = useState<ComponentType<P>>()
  useEffect(() => {
    if (!place.current) return
    let isGone = false
    const observer = new IntersectionObserver(
      async (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        observer.disconnect()
        const component = await load()
        if (!isGone) setChart(() => component)
      },
      { rootMargin: '200px' },
    )
    observer.observe(place.current)
    return () => {
      isGone = true
      observer.disconnect()
    }
  }, [load])
  return (
    <div ref={place} className="chart-box" style={{ height }}>
      {Chart && <Chart {...chart} />}
    </div>
  )
}
