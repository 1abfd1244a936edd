import type { ReactNode } from 'react'
import { type TabLink, TabLinks } from '@/components/ui'

/** Answer first: the name of the page, the sentence that it exists for, and what may be done. */
export function PluginHead({
  title,
  sentence,
  tabs,
  children,
}: {
  title: string
  sentence: ReactNode
  tabs?: TabLink[]
  children?: ReactNode
}) {
  return (
    <>
      <header className="flex flex-wrap items-end gap-3 px-6 pt-5 pb-4 phone:p-4">
        <div className="min-w-0 flex-1">
          <h1 className="text-12 font-normal tracking-normal text-ink-3">{title}</h1>
          <p className="lead">{sentence}</p>
        </div>
        {children}
      </header>
      {tabs && tabs.length > 1 && <TabLinks tabs={tabs} label={title} className="px-6 phone:px-4" />}
    </>
  )
}

export function PluginSection({ title, text, children }: { title?: string; text?: string; children: ReactNode }) {
  return (
    <section className="px-6 py-5 phone:px-4">
      {title && <h2 className="mb-1">{title}</h2>}
      {text && <p className="mb-3 text-ink-2">{text}</p>}
      {children}
    </section>
  )
}
