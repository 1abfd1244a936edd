'use client'
import { type ComponentProps, useState } from 'react'
import { Input } from './field'
import { formatTypedDate, parseDate } from './parse-date'
import { formatNumber, parseNumber } from './parse-number'

type Own<T> = {
  locale: string
  value: T | null
  /** What was typed, as soon as it is a value; null while it is none. */
  onValue: (value: T | null) => void
  /** After the field is left, or Enter pressed, with something that is no value: what to do; undefined when it is one again. */
  onFault: (message: string | undefined) => void
}
type Base = Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'type'>

/** Templates, filled with {example}, {month} and {days}. */
export type DateWords = Record<'grammar' | 'month' | 'day', string>
export type NumberWords = { grammar: string }

/** A number in the reader's notation. What is no number stays as it was typed. */
export function NumberInput({
  locale,
  value,
  fractionDigitsMax = 2,
  words,
  onValue,
  onFault,
  ...rest
}: Base & Own<number> & { fractionDigitsMax?: number; words: NumberWords }) {
  const read = (text: string) => {
    const number = parseNumber(text, locale)
    if (text.trim() === '') return { value: null }
    // More digits than the currency has are a mistake, not something to round.
    const isFine = number !== null && Number(number.toFixed(fractionDigitsMax)) === number
    if (isFine) return { value: number }
    return { value: null, fault: words.grammar.replace('{example}', formatNumber(54321, locale, 0)) }
  }
  const show = (number: number) => formatNumber(number, locale, fractionDigitsMax)
  return <TypedInput {...rest} inputMode="decimal" className="text-right tabular-nums" {...{ value, read, show, onValue, onFault }} />
}

/** A plain date, YYYY-MM-DD to the program, in the order of the reader's language to the reader. Typed; a calendar is no way to a birthday. */
export function DateInput({ locale, value, words, onValue, onFault, ...rest }: Base & Own<string> & { words: DateWords }) {
  const read = (text: string) => {
    if (text.trim() === '') return { value: null }
    const parsed = parseDate(text, locale)
    if (parsed.ok) return { value: parsed.date }
    const month = parsed.month && new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' }).format(new Date(`${parsed.month}-15`))
    const fault = words[parsed.fault]
      .replace('{example}', formatTypedDate('2026-11-23', locale))
      .replace('{month}', month ?? '')
      .replace('{days}', String(parsed.daysInMonth ?? ''))
    return { value: null, fault }
  }
  const show = (date: string) => formatTypedDate(date, locale)
  return (
    <TypedInput
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      className="tabular-nums"
      placeholder={formatTypedDate('2026-11-23', locale)}
      {...{ value, read, show, onValue, onFault }}
    />
  )
}

/** What is typed goes up while it is a value; the text turns into the reader's usual way of writing it when the field is left. */
function TypedInput<T>({
  value,
  read,
  show,
  onValue,
  onFault,
  ...rest
}: Base & Omit<Own<T>, 'locale'> & { read: (text: string) => { value: T | null; fault?: string }; show: (value: T) => string }) {
  const [typed, setTyped] = useState<string>()
  const finish = () => {
    if (typed === undefined) return true
    const { value: found, fault } = read(typed)
    onValue(found)
    onFault(fault)
    if (!fault) setTyped(undefined)
    return !fault
  }
  return (
    <Input
      {...rest}
      value={typed ?? (value === null ? '' : show(value))}
      onChange={(event) => {
        setTyped(event.target.value)
        onValue(read(event.target.value).value)
      }}
      onBlur={finish}
      // Enter would send the form before the field is left.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !finish()) event.preventDefault()
      }}
    />
  )
}
