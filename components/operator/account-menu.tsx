'use client'
import { Avatar } from '@/components/ui'
import { Menu } from '@/components/ui/menu'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

const YEAR_SECONDS = 31_536_000

/** Name, language, light or dark, and the way out. Choices are host-only cookies that the server reads before the first byte. */
export function AccountMenu({
  name,
  email,
  locale,
  isPhone,
  signOut,
}: {
  name: string
  email: string
  locale: string
  isPhone?: boolean
  signOut: Action<Record<string, never>>
}) {
  const t = useWords()
  async function leave() {
    await ask(signOut, {}, '')
    location.assign('/sign-in')
  }
  function choose(cookie: 'mode' | 'locale', value: string) {
    // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is not in every browser we serve
    document.cookie = `${cookie}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
    if (cookie === 'mode') document.documentElement.dataset.mode = value
    else location.reload()
  }
  const mode = () => (typeof document === 'undefined' ? 'system' : (document.documentElement.dataset.mode ?? 'system'))
  return (
    <Menu
      side={isPhone ? 'bottom' : 'top'}
      align={isPhone ? 'end' : 'start'}
      trigger={
        isPhone ? (
          <button type="button" className="grid size-10 place-items-center" aria-label={t('nav.account', { name })}>
            <Avatar name={name} isNeutral />
          </button>
        ) : (
          <button type="button" className="nav-link side-me" aria-label={t('nav.account', { name })}>
            <Avatar name={name} size="s" isNeutral />
            <span className="fold-away text-ink">{name}</span>
          </button>
        )
      }
      items={[
        { kind: 'title', label: email },
        { label: t('nav.language'), kind: 'title' },
        ...(['en', 'ko'] as const).map((code) => ({
          label: code === 'en' ? 'English' : '한국어',
          isChecked: locale === code,
          onSelect: () => choose('locale', code),
        })),
        { label: t('nav.appearance'), kind: 'title' },
        ...(['system', 'light', 'dark'] as const).map((value) => ({
          label: t(`nav.${value}`),
          isChecked: mode() === value,
          onSelect: () => choose('mode', value),
        })),
        { kind: 'line' },
        { label: t('nav.signOut'), icon: 'log-out', onSelect: () => void leave() },
      ]}
    />
  )
}
