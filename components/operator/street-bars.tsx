'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { HouseState } from './house-shape'

/**
 * Many houses as one picture: a link each would be thousands of tab stops. The pointer names the house it is over and opens it;
 * the keyboard has the tenants' table for the same.
 */
export function StreetBars({
  houses,
  paths,
  label,
}: {
  houses: { slug: string | null; name: string }[]
  paths: { state: HouseState; path: string }[]
  label: string
}) {
  const router = useRouter()
  const [over, setOver] = useState<number | null>(null)
  const house = over === null ? undefined : houses[over]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the same tenants are links in the table below
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className="op-bars"
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        setOver(Math.min(houses.length - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * houses.length))))
      }}
      onPointerLeave={() => setOver(null)}
      onClick={() => house?.slug && router.push(`/tenants/${house.slug}`)}
    >
      <svg viewBox={`0 0 ${houses.length} 100`} preserveAspectRatio="none" role="img" aria-label={label}>
        {paths.map(({ state, path }) => (
          <path key={state} className={state} d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
      {house && over !== null ? (
        <span className="op-hover" style={{ left: `${((over + 0.5) / houses.length) * 100}%` }}>
          {house.name}
        </span>
      ) : null}
    </div>
  )
}
