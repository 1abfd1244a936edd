import { Avatar, buttonClass, Icon, type NavLink, Tag } from '@/components/ui'
import type { FormAction } from './action-state'
import { PasswordForm } from './password-form'

type Props = {
  me: { name: string; email: string; role: string }
  /** On a phone the administration is reached from here. */
  links: NavLink[]
  sessions: { id: string; isThis: boolean; browser: string; lastSeen: string }[]
  changePassword: FormAction
  signOutEverywhere: (form: FormData) => Promise<unknown>
  words: Record<
    | 'title'
    | 'password'
    | 'passwordLead'
    | 'passwordHelp'
    | 'current'
    | 'new'
    | 'change'
    | 'changed'
    | 'showPassword'
    | 'sessions'
    | 'sessionsLead'
    | 'thisSession'
    | 'signOutEverywhere'
    | 'signOutEverywhereText'
    | 'administration',
    string
  >
}

/** One column, sections with a hairline; each saves by itself and says so beside its button. */
export function SettingsPage({ me, links, sessions, changePassword, signOutEverywhere, words }: Props) {
  return (
    <div className="page page-settings">
      <header className="page-head">
        <h1>{words.title}</h1>
      </header>
      <section className="row gap-3 border-t border-line py-6">
        <Avatar name={me.name} size="m" />
        <div className="min-w-0">
          <div className="truncate font-medium">{me.name}</div>
          <div className="truncate text-12 text-ink-3">
            {me.email} · {me.role}
          </div>
        </div>
      </section>
      {links.length > 0 && (
        <nav className="only-phone border-t border-line py-4" aria-label={words.administration}>
          <h2 className="mb-1">{words.administration}</h2>
          {links.map((link) => (
            <a key={link.href} href={link.href} className="row h-11">
              <Icon name={link.icon} className="text-ink-3" />
              {link.label}
            </a>
          ))}
        </nav>
      )}
      <section className="border-t border-line py-6" aria-labelledby="password">
        <h2 id="password">{words.password}</h2>
        <p className="mb-4 text-ink-2">{words.passwordLead}</p>
        <PasswordForm action={changePassword} email={me.email} words={words} />
      </section>
      <section className="border-t border-line py-6" aria-labelledby="sessions">
        <h2 id="sessions">{words.sessions}</h2>
        <p className="mb-2 text-ink-2">{words.sessionsLead}</p>
        <ul>
          {sessions.map((session) => (
            <li key={session.id} className="row h-10 border-b border-line">
              <Icon name="monitor" className="text-ink-3" />
              <span>{session.browser}</span>
              {session.isThis && <Tag tone="brand">{words.thisSession}</Tag>}
              <span className="flex-1" />
              <span className="text-12 text-ink-3 tabular-nums">{session.lastSeen}</span>
            </li>
          ))}
        </ul>
        <form action={signOutEverywhere as (form: FormData) => Promise<void>} className="row mt-4 flex-wrap">
          <button type="submit" className={buttonClass({ variant: 'danger-quiet' })}>
            <Icon name="log-out" />
            {words.signOutEverywhere}
          </button>
          <span className="help">{words.signOutEverywhereText}</span>
        </form>
      </section>
    </div>
  )
}
