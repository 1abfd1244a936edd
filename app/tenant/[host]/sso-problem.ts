import type { Locale } from '@/lib/core'
import { translator } from '@/lib/portal'

/** A word in the address, as /api/sso/callback writes it, becomes a sentence of ours, or nothing. */
export function problemText(problem: unknown, locale: Locale): string | undefined {
  const t = translator(locale, 'auth') as unknown as { (key: string): string; has(key: string): boolean }
  if (typeof problem !== 'string' || !/^sso[A-Za-z]{1,20}$/.test(problem)) return undefined
  return t(`errors.${t.has(`errors.${problem}`) ? problem : 'ssoAnswer'}`)
}
