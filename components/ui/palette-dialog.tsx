'use client'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import { Avatar } from './avatar'
import { Icon, type IconName } from './icon'
import { Kbd } from './tag'

export type PaletteEntry = { label: string; href: string; detail?: string; icon?: IconName; isDanger?: boolean }
export type PaletteGroup = { title: string; entries: PaletteEntry[] }

export type PaletteProps = {
  isOpen: boolean
  onClose: () => void
  /** Actions and pages, filtered here by what is typed. */
  groups: PaletteGroup[]
  /** Answers GET ?q= with {entries: PaletteEntry[], note?}: people in the portal, tenants in the back office. */
  searchUrl: string
  words: { title: string; placeholder: string; found: string; nothing: string; select: string; open: string }
}

type Answer = { query: string; entries: PaletteEntry[]; note?: string }

/** Objects first, then actions, then pages. */
export function PaletteDialog({ isOpen, onClose, groups, searchUrl, words }: PaletteProps) {
  const router = useRouter()
  const [query, setQuery] = useState('')
  const [answer, setAnswer] = useState<Answer>({ query: '', entries: [] })
  const wanted = query.trim()

  useEffect(() => {
    if (!wanted) return setAnswer({ query: '', entries: [] })
    const controller = new AbortController()
    const timer = setTimeout(() => {
      fetch(`${searchUrl}?q=${encodeURIComponent(wanted)}`, { signal: controller.signal })
        .then((response) => (response.ok ? (response.json() as Promise<Omit<Answer, 'query'>>) : { entries: [] }))
        .then((found) => setAnswer({ query: wanted, ...found }))
        .catch(() => undefined)
    }, 120)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [wanted, searchUrl])

  function go(href: string) {
    onClose()
    setQuery('')
    router.push(href)
  }
  const matches = (entry: PaletteEntry) => entry.label.toLowerCase().includes(wanted.toLowerCase())

  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim">
          <Dialog.Content className="dialog palette" aria-describedby={undefined}>
            <Dialog.Title className="sr-only">{words.title}</Dialog.Title>
            <Command shouldFilter={false} label={words.title} loop>
              <div className="palette-field">
                <Icon name="search" size="l" />
                <Command.Input value={query} onValueChange={setQuery} placeholder={words.placeholder} autoFocus />
                <Kbd>esc</Kbd>
              </div>
              <Command.List className="palette-list" label={words.title}>
                {wanted && answer.query === wanted && (
                  <Command.Empty className="px-3 py-6 text-center text-ink-3">{words.nothing}</Command.Empty>
                )}
                {answer.entries.length > 0 && (
                  <Command.Group heading={words.found}>
                    {answer.entries.map((entry) => (
                      <Command.Item key={entry.href} value={`found ${entry.href}`} onSelect={() => go(entry.href)}>
                        <Avatar name={entry.label} size="s" />
                        <span className="min-w-0 truncate">
                          <span className="font-medium">
                            <Marked text={entry.label} query={answer.query} />
                          </span>
                          {entry.detail && <span className="text-ink-3"> · {entry.detail}</span>}
                        </span>
                      </Command.Item>
                    ))}
                  </Command.Group>
                )}
                {groups.map(({ title, entries }) => {
                  const shown = entries.filter(matches)
                  return (
                    shown.length > 0 && (
                      <Command.Group key={title} heading={title}>
                        {shown.map((entry) => (
                          <Command.Item key={entry.href} value={`${title} ${entry.href}`} onSelect={() => go(entry.href)}>
                            {entry.icon && <Icon name={entry.icon} />}
                            <span className={entry.isDanger ? 'text-bad' : undefined}>{entry.label}</span>
                          </Command.Item>
                        ))}
                      </Command.Group>
                    )
                  )
                })}
              </Command.List>
            </Command>
            <div className="palette-foot">
              <span>
                <Kbd>↑</Kbd> <Kbd>↓</Kbd> {words.select}
              </span>
              <span>
                <Kbd>↵</Kbd> {words.open}
              </span>
              <span className="flex-1" />
              {answer.note && <span className="tabular-nums">{answer.note}</span>}
            </div>
          </Dialog.Content>
        </Dialog.Overlay>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Marked({ text, query }: { text: string; query: string }) {
  const at = query ? text.toLowerCase().indexOf(query.toLowerCase()) : -1
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  )
}
