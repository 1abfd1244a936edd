import { Avatar, buttonClass, Icon, type NavLink } from '@/components/ui'
import { AccountCompany, type AccountCompanyProps } from './account-company'
import { AccountDevices, type AccountDevicesProps } from './account-devices'
import { AccountFactor, type AccountFactorProps } from './account-factor'
import type { FormAction } from './action-state'
import { PasswordForm } from './password-form'

type Props = {
  me: { name: string; email: string; role: string }
  /** On a phone the administration is reached from here. */
  links: NavLink[]
  devices: AccountDevicesProps
  factor: AccountFactorProps
  /** null where the company has no sign-in of its own. */
  company: AccountCompanyProps | null
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
    | 'signOutEverywhere'
    | 'signOutEverywhereText'
    | 'administration',
    string
  >
}

/** One column, sections with a hairline; each saves by itself and says so beside its button. */
export function SettingsPage({ me, links, devices, factor, company, changePassword, signOutEverywhere, words }: Props) {
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
      <AccountFactor {...factor} />
      {company && <AccountCompany {...company} />}
      <section className="border-t border-line py-6" aria-labelledby="sessions">
        <AccountDevices {...devices} />
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
