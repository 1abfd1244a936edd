import { Mark } from '@/components/ui'

/** The company's mark in its own colours; before it has any, its initial in grey. */
export function CompanyMark({
  mark,
  name,
  size,
}: {
  mark: { name: string; solid: string; onsolid: string } | null
  name: string
  size: number
}) {
  const isDrawn = mark && mark.name !== 'logo'
  return (
    <Mark
      mark={isDrawn ? mark.name : 'initial'}
      name={name}
      size={size}
      colours={mark ? { solid: mark.solid, onsolid: mark.onsolid } : { solid: 'var(--hover)', onsolid: 'var(--ink2)' }}
    />
  )
}
