import { isLocale, type Locale } from '@/lib/core'

/** Read by the server before the first byte, so that neither colours nor language jump. Host-only, a year, no secret in them. */
export const MODE_COOKIE = 'mode'
export const LOCALE_COOKIE = 'locale'

export const MODES = ['system', 'light', 'dark'] as const
export type Mode = (typeof MODES)[number]

export function pickMode(cookie: string | undefined): Mode {
  return MODES.includes(cookie as Mode) ? (cookie as Mode) : 'system'
}

/** Chosen here, then chosen for the account, then asked for by the browser, then the tenant's. */
export function pickLocale({
  cookie,
  account,
  acceptLanguage,
  fallback,
}: {
  cookie?: string
  account?: string | null
  acceptLanguage?: string | null
  fallback: string
}): Locale {
  if (isLocale(cookie)) return cookie
  if (isLocale(account)) return account
  const asked = (acceptLanguage ?? '')
    .split(',')
    .slice(0, 10)
    .map((entry) => entry.trim().slice(0, 2).toLowerCase())
    .find(isLocale)
  return asked ?? (isLocale(fallback) ? fallback : 'en')
}
