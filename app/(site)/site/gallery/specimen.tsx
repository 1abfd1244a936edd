import type { ReactNode } from 'react'

/** One component, its states side by side. */
export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="border-line border-t py-6" aria-label={name}>
      <h2 className="mb-4">{name}</h2>
      <div className="row flex-wrap items-start gap-4">{children}</div>
    </section>
  )
}
