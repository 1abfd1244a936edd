import { clsx } from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

type Props = Omit<ComponentProps<'input'>, 'type' | 'size'> & { label?: ReactNode; help?: ReactNode }

/** Without a label, give it an aria-label. */
export function Checkbox(props: Props) {
  return <Choice type="checkbox" look="check" {...props} />
}

export function Switch(props: Props) {
  return <Choice type="checkbox" look="switch" role="switch" {...props} />
}

export function Radio(props: Props) {
  return <Choice type="radio" look="radio" {...props} />
}

function Choice({ look, label, help, className, id, ...rest }: Props & { type: 'checkbox' | 'radio'; look: 'check' | 'radio' | 'switch' }) {
  const own = useId()
  const input = <input id={id ?? own} className={clsx(look, !label && className)} {...rest} />
  if (!label) return input
  return (
    <label className={clsx('choice', className)} htmlFor={id ?? own}>
      {input}
      <span>
        {label}
        {help && <span className="help block">{help}</span>}
      </span>
    </label>
  )
}
