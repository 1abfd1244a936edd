'use client'

/** Languages in their own words. The choice is a host-only cookie that the server reads before the first byte. */
export function LanguageLinks({ current }: { current: string }) {
  return (
    <span className="row gap-3">
      {(['en', 'ko'] as const).map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          className={code === current ? 'font-medium text-ink' : undefined}
          aria-current={code === current ? 'true' : undefined}
          onClick={() => {
            // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is not in every browser we serve
            document.cookie = `locale=${code}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
            location.reload()
          }}
        >
          {code === 'en' ? 'English' : '한국어'}
        </button>
      ))}
    </span>
  )
}
