import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon'

export type ButtonLook = {
  variant?: 'outline' | 'solid' | 'ghost' | 'danger' | 'danger-quiet'
  size?: 'sm' | 'md' | 'lg'
  isBlock?: boolean
  isIcon?: boolean
}

/** For what looks like a button but is a link. */
export function buttonClass({ variant = 'outline', size = 'md', isBlock, isIcon }: ButtonLook = {}, className?: string) {
  return clsx(
    'btn',
    variant !== 'outline' && `btn-${variant}`,
    size !== 'md' && `btn-${size}`,
    isBlock && 'btn-block',
    isIcon && 'btn-icon',
    className,
  )
}

type Props = ComponentProps<'button'> & ButtonLook & { icon?: IconName; iconEnd?: IconName; isBusy?: boolean }

/** Busy: the label stays and a ring takes the icon's place, so the width does not jump. */
export function Button({ variant, size, isBlock, isIcon, icon, iconEnd, isBusy, className, children, type = 'button', ...rest }: Props) {
  const iconSize = size === 'sm' ? 's' : undefined
  return (
    <button
      type={type}
      {...rest}
      className={buttonClass({ variant, size, isBlock, isIcon }, clsx(isBusy && !icon && 'btn-waits', className))}
      aria-busy={isBusy || undefined}
      disabled={isBusy || rest.disabled}
    >
      {isBusy ? <span className="ring" aria-hidden="true" /> : icon && <Icon name={icon} size={iconSize} />}
      {children}
      {iconEnd && <Icon name={iconEnd} size="s" />}
    </button>
  )
}
