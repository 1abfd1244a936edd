import { clsx } from 'clsx'
import { initials } from './initials'

type Props = { name: string; size?: 's' | 'm' | 'l'; isNeutral?: boolean; isCompany?: boolean; className?: string }

/** The name itself stands beside it, so the initials are hidden from screen readers. */
export function Avatar({ name, size, isNeutral, isCompany, className }: Props) {
  return (
    <span
      className={clsx('avatar', size && `avatar-${size}`, isNeutral && 'avatar-neutral', isCompany && 'avatar-company', className)}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  )
}
