'use client'
import { type ReactNode, useState } from 'react'
import { Field, fieldProps } from './field'
import { DateInput, type DateWords, NumberInput, type NumberWords } from './typed-input'

type Common<T> = {
  id: string
  label: ReactNode
  help?: ReactNode
  /** The server's; what is typed wrong is told first. */
  error?: string
  optional?: string
  className?: string
  locale: string
  value: T | null
  onValue: (value: T | null) => void
  isRequired?: boolean
  autoFocus?: boolean
}

/** A form does not send what is marked: `form.querySelector('[data-fault]')`. */
function useFault(error: string | undefined, id: string, help: ReactNode) {
  const [fault, setFault] = useState<string>()
  const shown = fault ?? error
  return { shown, props: { ...fieldProps(id, { error: shown, help }), 'data-fault': fault ? '' : undefined, onFault: setFault } }
}

export function DateField({
  id,
  label,
  help,
  error,
  optional,
  className,
  isRequired,
  words,
  ...rest
}: Common<string> & { words: DateWords }) {
  const { shown, props } = useFault(error, id, help)
  return (
    <Field {...{ id, label, help, optional, className }} error={shown}>
      <DateInput {...props} {...rest} words={words} required={isRequired} />
    </Field>
  )
}

export function NumberField({
  id,
  label,
  help,
  error,
  optional,
  className,
  isRequired,
  words,
  ...rest
}: Common<number> & { fractionDigitsMax?: number; words: NumberWords }) {
  const { shown, props } = useFault(error, id, help)
  return (
    <Field {...{ id, label, help, optional, className }} error={shown}>
      <NumberInput {...props} {...rest} words={words} required={isRequired} />
    </Field>
  )
}
