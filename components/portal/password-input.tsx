'use client'
import { type ComponentProps, useState } from 'react'
import { Icon } from '@/components/ui/icon'

type Props = Omit<ComponentProps<'input'>, 'type' | 'size'> & { showLabel: string; size?: 'lg' }

export function PasswordInput({ showLabel, size, ...rest }: Props) {
  const [isShown, setIsShown] = useState(false)
  return (
    <span className={`input ${size === 'lg' ? 'input-lg' : ''}`}>
      <input {...rest} type={isShown ? 'text' : 'password'} autoCapitalize="off" spellCheck={false} />
      <button
        type="button"
        className="-mr-1 grid size-7 flex-none place-items-center text-ink-3 hover:text-ink"
        aria-pressed={isShown}
        aria-label={showLabel}
        onClick={() => setIsShown(!isShown)}
      >
        <Icon name={isShown ? 'eye-off' : 'eye'} />
      </button>
    </span>
  )
}
