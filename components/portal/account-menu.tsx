'use client'
import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'

type Props = {
  name: string
  role: string
  /** Where preferences post to, and the page to come back to. */
  preferences: { action: string; next: string }
  modes: { value: string; label: string; isCurrent: boolean }[]
  languages: { value: string; label: string; isCurrent: boolean }[]
  signOut: (form: FormData) => Promise<unknown>
  words: { account: string; settings: string; appearance: string; language: string; signOut: string }
}

/** Opened by any button with popoverTarget="account". A popover of the platform: no script, Esc closes it, focus returns. */
export function AccountMenu({ name, role, preferences, modes, languages, signOut, words }: Props) {
  const choice = (field: string, { value, label, isCurrent }: Props['modes'][number]) => (
    <button
      key={value}
      type="submit"
      name={field}
      value={value}
      lang={field === 'locale' ? value : undefined}
      className="pop-item"
      aria-pressed={isCurrent}
    >
      <span className="flex-1">{label}</span>
      {isCurrent && <Icon name="check" size="s" />}
    </button>
  )
  return (
    <div id="account" popover="auto" className="pop account-menu" role="dialog" aria-label={words.account}>
      <div className="px-2 pt-1 pb-2">
        <div className="font-medium">{name}</div>
        <div className="text-12 text-ink-3">{role}</div>
      </div>
      <div className="pop-line" />
      <a className="pop-item" href="/settings">
        <Icon name="settings" />
        {words.settings}
      </a>
      <form method="post" action={preferences.action} data-hard>
        <input type="hidden" name="next" value={preferences.next} />
        <div className="pop-title">{words.appearance}</div>
        {modes.map((mode) => choice('mode', mode))}
        <div className="pop-title">{words.language}</div>
        {languages.map((language) => choice('locale', language))}
      </form>
      <div className="pop-line" />
      <form action={signOut as (form: FormData) => Promise<void>}>
        <button type="submit" className="pop-item">
          <Icon name="log-out" />
          {words.signOut}
        </button>
      </form>
    </div>
  )
}

/** At the foot of the sidebar. */
export function AccountButton({ name, role, label }: { name: string; role: string; label: string }) {
  return (
    <button type="button" className="nav-link side-me" popoverTarget="account" aria-label={label}>
      <Avatar name={name} />
      <span className="fold-away min-w-0 leading-4">
        <span className="block truncate text-ink">{name}</span>
        <span className="block truncate text-11 font-normal text-ink-3">{role}</span>
      </span>
      <Icon name="chevrons-up-down" size="s" className="nav-end fold-away" />
    </button>
  )
}
