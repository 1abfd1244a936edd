import { clsx } from 'clsx'
import { ICONS_FILE } from './icon-data'
import type { IconName } from './icon-drawings'

export type { IconName }

/** Decoration beside a word; an icon alone needs its label on the button around it. The drawing comes from one file for all pages. */
export function Icon({ name, size, className }: { name: IconName; size?: 's' | 'l'; className?: string }) {
  return (
    <svg className={clsx('icon', size && `icon-${size}`, className)} aria-hidden="true">
      <use href={`${ICONS_FILE}#${name}`} />
    </svg>
  )
}
