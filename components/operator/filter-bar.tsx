'use client'
import { type ReactNode, useRef } from 'react'
import { InputGroup, Kbd } from '@/components/ui'

export interface Filter {
  name: string
  label: string
  value: string
  options: { value: string; label: string }[]
}

/** Search and filters as one plain form whose state is the address. It answers while one types, and works without script too. */
export function FilterBar({
  search,
  filters,
  note,
  keep = {},
  end,
  action,
}: {
  search?: { value: string; label: string }
  filters: Filter[]
  note?: string
  /** What the address holds beside the filters, such as the order. */
  keep?: Record<string, string | undefined>
  /** After the filters: the download. */
  end?: ReactNode
  action: string
}) {
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  function submitSoon(milliseconds: number) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => form.current?.requestSubmit(), milliseconds)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <search> cannot submit, and one around the form would only add a box
    <form ref={form} action={action} method="get" role="search" className="row mb-3.5 flex-wrap">
      {search ? (
        <InputGroup
          icon="search"
          name="search"
          type="search"
          aria-label={search.label}
          placeholder={search.label}
          defaultValue={search.value}
          data-search
          className="max-w-[260px] phone:max-w-none"
          autoComplete="off"
          onChange={() => submitSoon(250)}
          end={
            <span className="only-desk">
              <Kbd>/</Kbd>
            </span>
          }
        />
      ) : null}
      {Object.entries(keep).map(([name, value]) => (value ? <input key={name} type="hidden" name={name} value={value} /> : null))}
      {filters.map((filter) => (
        <label key={filter.name} className="chip op-filter">
          <em>{filter.label}</em>
          <select name={filter.name} defaultValue={filter.value} onChange={() => submitSoon(0)}>
            {filter.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <span className="flex-1" />
      {note ? <span className="only-desk text-12 text-ink-3">{note}</span> : null}
      {end}
    </form>
  )
}
