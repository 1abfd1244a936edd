import type { ReactNode } from 'react'
import { Icon, Mark } from '@/components/ui'
import { SignInArt } from './sign-in-art'

type Props = {
  brand: { name: string; company: string; mark: string; logoUrl?: string; logoDarkUrl?: string; pictureUrl?: string; sentence: string }
  languages: { locale: string; name: string; isCurrent: boolean }[]
  /** Where the language switch posts to, and the page to come back to. */
  preferences: { action: string; next: string }
  words: { language: string }
  children: ReactNode
}

/** Sign-in, invitation and password pages: the form at the left, the tenant's own picture at the right, a band of 168 px on a phone. */
export function SignInFrame({ brand, languages, preferences, words, children }: Props) {
  return (
    <div className="sign-in">
      <main className="sign-in-form">
        <div className="sign-in-top row gap-2.5 text-[15px] font-semibold">
          <Mark mark={brand.mark} name={brand.name} logoUrl={brand.logoUrl} logoDarkUrl={brand.logoDarkUrl} size={30} />
          {brand.name}
        </div>
        <div className="sign-in-middle">
          <div className="only-phone mb-5">
            <Mark mark={brand.mark} name={brand.name} logoUrl={brand.logoUrl} logoDarkUrl={brand.logoDarkUrl} size={40} />
          </div>
          {children}
        </div>
        <form
          className="sign-in-foot row gap-1.5 text-12 text-ink-3"
          method="post"
          action={preferences.action}
          aria-label={words.language}
          data-hard
        >
          <input type="hidden" name="next" value={preferences.next} />
          <Icon name="globe" size="s" />
          {languages.map(({ locale, name, isCurrent }, index) => (
            <span key={locale} className="contents">
              {index > 0 && <span aria-hidden="true">·</span>}
              <button
                type="submit"
                name="locale"
                value={locale}
                lang={locale}
                className={isCurrent ? 'font-medium text-ink-2' : 'hover:text-ink'}
                aria-current={isCurrent ? 'true' : undefined}
              >
                {name}
              </button>
            </span>
          ))}
        </form>
      </main>
      <aside className="sign-in-art">
        {brand.pictureUrl ? (
          // biome-ignore lint/performance/noImgElement: re-encoded by us, immutable
          <img className="sign-in-picture" src={brand.pictureUrl} alt="" fetchPriority="high" />
        ) : (
          <SignInArt mark={brand.mark} seed={brand.name} />
        )}
        <i className="sign-in-fade" />
        <p>
          {brand.sentence}
          <small>{brand.company}</small>
        </p>
      </aside>
    </div>
  )
}
