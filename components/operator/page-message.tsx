import type { ReactNode } from 'react'
import { Icon, type IconName } from '@/components/ui'

/** A whole page that has only this to say, inside the frame of the back office. */
export function PageMessage({ icon, title, action, children }: { icon: IconName; title: string; action: ReactNode; children: ReactNode }) {
  return (
    <div className="page">
      <div className="mx-auto flex max-w-[400px] flex-col items-center px-4 py-16 text-center">
        <Icon name={icon} size="l" className="mb-3 text-ink-3" />
        <h1 className="text-14! tracking-normal">{title}</h1>
        <p className="mt-1 text-ink-2">{children}</p>
        <div className="mt-5">{action}</div>
      </div>
    </div>
  )
}
