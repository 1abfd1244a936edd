import type { ReactNode } from 'react'

/** What has a column of its own on a desk stands below the first one on a phone. */
export function PhoneLine({ children }: { children: ReactNode }) {
  return (
    <span className="only-phone">
      <span className="block truncate text-12 font-normal text-ink-3">{children}</span>
    </span>
  )
}
