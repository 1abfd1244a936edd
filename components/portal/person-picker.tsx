'use client'
import { useEffect, useState } from 'react'
import { fieldProps, Input } from '@/components/ui/field'

type Found = { id: string; name: string; detail: string }

/** Somebody by name or number: the first few who match are buttons below the field. */
export function PersonPicker({
  id,
  error,
  onPick,
  words,
}: {
  id: string
  error?: string
  onPick: (person: { id: string; name: string } | undefined) => void
  words: { nobody: string }
}) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [found, setFound] = useState<Found[]>()

  useEffect(() => {
    const asked = typed.trim()
    if (asked === '' || typed === chosen) return setFound(undefined)
    const stop = new AbortController()
    fetch(`/api/portal/search?q=${encodeURIComponent(asked)}`, { signal: stop.signal })
      .then(async (response) => {
        const { entries = [] } = (await response.json()) as { entries?: { label: string; href: string; detail: string }[] }
        setFound(entries.map(({ label, href, detail }) => ({ id: href.split('/').at(-1)!, name: label, detail })))
      })
      .catch(() => {}) // the next letter asks again
    return () => stop.abort()
  }, [typed, chosen])

  return (
    <>
      <Input
        {...fieldProps(id, { error, help: true })}
        value={typed}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(undefined)
          onPick(undefined)
        }}
      />
      {found && (
        <ul aria-live="polite">
          {found.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                className="pop-item w-full"
                onClick={() => {
                  setChosen(person.name)
                  setTyped(person.name)
                  onPick(person)
                }}
              >
                <span className="flex-1 text-left">{person.name}</span>
                <span className="text-12 text-ink-3">{person.detail}</span>
              </button>
            </li>
          ))}
          {found.length === 0 && <li className="help">{words.nobody}</li>}
        </ul>
      )}
    </>
  )
}
