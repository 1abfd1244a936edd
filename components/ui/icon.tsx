import { clsx } from 'clsx'
import { ICONS, type IconName } from './icon-data'

export type { IconName }

/** Decoration beside a word; an icon alone needs its label on the button around it. */
export function Icon({ name, size, className }: { name: IconName; size?: 's' | 'l'; className?: string }) {
  return (
    <svg
      className={clsx('icon', size && `icon-${size}`, className)}
      viewBox="0 0 24 24"
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawings, written by scripts/icons.mjs
      dangerouslySetInnerHTML={{ __html: ICONS[name] }}
    />
  )
}
