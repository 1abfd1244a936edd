import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icon'

type FieldProps = {
  id: string
  label: ReactNode
  /** Below the control. An error takes its place, and says how to do it right. */
  help?: ReactNode
  error?: string
  /** The word for "optional": required is normal and is not marked. */
  optional?: string
  className?: string
  children: ReactNode
}

/** A label above, a control, a help or an error below. The control takes `fieldProps(id, …)`. */
export function Field({ id, label, help, error, optional, className, children }: FieldProps) {
  return (
    <div className={clsx('field', className)}>
      <label className="field-label" htmlFor={id}>
        {label} {optional && <span>{optional}</span>}
      </label>
      {children}
      {error ? (
        <p className="help help-bad" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : (
        help && (
          <p className="help" id={`${id}-help`}>
            {help}
          </p>
        )
      )}
    </div>
  )
}

/** The attributes that tie a control to its Field. */
export function fieldProps(id: string, { error, help }: { error?: string; help?: unknown } = {}) {
  return {
    id,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': error ? `${id}-error` : help ? `${id}-help` : undefined,
  }
}

type InputProps = Omit<ComponentProps<'input'>, 'size'> & { size?: 'sm' | 'md' | 'lg' }

export function Input({ size = 'md', className, ...rest }: InputProps) {
  return <input className={clsx('input', size !== 'md' && `input-${size}`, className)} {...rest} />
}

/** An input with an icon before it and something after it, such as a key. */
export function InputGroup({ icon, end, size = 'md', className, ...rest }: InputProps & { icon?: IconName; end?: ReactNode }) {
  return (
    <span className={clsx('input', size !== 'md' && `input-${size}`, className)}>
      {icon && <Icon name={icon} size="s" className="text-ink-3" />}
      <input {...rest} />
      {end}
    </span>
  )
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx('input', className)} {...rest} />
}

export type Option = { value: string; label: string; isDisabled?: boolean }

/** The platform's own list: it works by keyboard, on a phone and without script. */
export function Select({
  options,
  size = 'md',
  className,
  ...rest
}: Omit<ComponentProps<'select'>, 'size'> & { options: readonly Option[]; size?: 'sm' | 'md' | 'lg' }) {
  return (
    <select className={clsx('input', size !== 'md' && `input-${size}`, className)} {...rest}>
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.isDisabled}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
