'use client'
import { useEffect, useRef, useState } from 'react'
import { fieldProps, Input } from './field'

export type Found = { value: string; label: string; detail?: string }

/**
 * One of many, found on the server while one types. Arrows walk, Enter takes, Escape closes; an emptied field is none, and words that
 * were not taken give way to what was chosen before.
 */
export function SearchCombobox({
  id,
  label,
  value,
  find,
  onValue,
  error,
  hasHelp,
  autoFocus,
  words,
}: {
  id: string
  /** Where no label stands above it. */
  label?: string
  value: Found | null
  find: (words: string, signal: AbortSignal) => Promise<Found[]>
  onValue: (found: Found | null) => void
  error?: string
  hasHelp?: boolean
  autoFocus?: boolean
  words: { nothing: string; placeholder?: string }
}) {
  const [isOpen, setIsOpen] = useState(false)
  /** undefined: opened, and nothing typed yet, so that what was chosen still shows. */
  const [typed, setTyped] = useState<string>()
  const [found, setFound] = useState<Found[]>([])
  const [at, setAt] = useState(0)
  const finder = useRef(find)
  finder.current = find

  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    finder
      .current(typed?.trim() ?? '', stop.signal)
      .then((entries) => {
        setFound(entries)
        setAt(0)
      })
      .catch(() => {}) // the next letter asks again
    return () => stop.abort()
  }, [isOpen, typed])

  function close() {
    setIsOpen(false)
    setTyped(undefined)
  }

  function take(entry: Found | null) {
    onValue(entry)
    close()
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) return setIsOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((at + step + found.length) % Math.max(1, found.length))
    }
    if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      const entry = found[at]
      if (entry) take(entry)
    }
    if (event.key === 'Escape') close()
  }

  return (
    <div className="search-combobox">
      <Input
        {...fieldProps(id, { error, help: hasHelp })}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        autoFocus={autoFocus}
        placeholder={words.placeholder}
        value={typed ?? value?.label ?? ''}
        onFocus={(event) => event.target.select()}
        onClick={() => setIsOpen(true)}
        onChange={(event) => {
          setTyped(event.target.value)
          setIsOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => (typed === '' ? take(null) : close())}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-labelledby={id}
        className="pop search-combobox-list"
        hidden={!isOpen || (found.length === 0 && !typed)}
      >
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          <div
            key={entry.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className="pop-item"
            data-highlighted={index === at ? '' : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(entry)}
          >
            <span className="flex-1 truncate">{entry.label}</span>
            <span className="text-12 text-ink-3">{entry.detail}</span>
          </div>
        ))}
        {found.length === 0 && <div className="help px-2 py-1.5">{words.nothing}</div>}
      </div>
    </div>
  )
}
