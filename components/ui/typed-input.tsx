'use client'
import { type ComponentProps, useState } from 'react'
import { Input } from './field'
import { formatTypedDate, parseDate } from './parse-date'
import { formatNumber, parseNumber } from './parse-number'

type Base = Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'type'> & { locale: string }

/** A number in the reader's notation. What is no number stays as it was typed, and is told after the field is left. */
export function NumberInput({
  locale,
  value,
  fractionDigitsMax,
  onValue,
  ...rest
}: Base & { value: number | null; fractionDigitsMax?: number; onValue: (value: number | null, isWrong: boolean) => void }) {
  const show = (number: number | null) => (number === null ? '' : formatNumber(number, locale, fractionDigitsMax))
  const [typed, setTyped] = useState<string>()
  return (
    <Input
      {...rest}
      inputMode="decimal"
      className="text-right tabular-nums"
      value={typed ?? show(value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed === undefined) return
        const number = parseNumber(typed, locale)
        const isWrong = number === null && typed.trim() !== ''
        onValue(number, isWrong)
        if (!isWrong) setTyped(undefined)
      }}
    />
  )
}

/** A plain date, YYYY-MM-DD to the program, in the order of the reader's language to the reader. Typed; a calendar is no way to a birthday. */
export function DateInput({
  locale,
  value,
  onValue,
  ...rest
}: Base & {
  value: string | null
  onValue: (date: string | null, fault?: { fault: 'grammar' | 'month' | 'day'; daysInMonth?: number }) => void
}) {
  const [typed, setTyped] = useState<string>()
  return (
    <Input
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      className="tabular-nums"
      value={typed ?? (value ? formatTypedDate(value, locale) : '')}
      placeholder={formatTypedDate('2026-11-23', locale)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed === undefined) return
        if (typed.trim() === '') return finish(null)
        const parsed = parseDate(typed, locale)
        if (parsed.ok) finish(parsed.date)
        else onValue(null, parsed)
      }}
    />
  )

  function finish(date: string | null) {
    onValue(date)
    setTyped(undefined)
  }
}
