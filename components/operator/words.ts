/** A translator of the namespace `operator`, of the server (lib/portal) or of the browser (use-intl). */
export interface Words {
  (key: string, values?: Record<string, string | number | Date>): string
  has(key: string): boolean
}

/** A name that came from data: its word, or the name itself where nobody wrote one yet. */
export function wordOr(t: Words, key: string, fallback: string): string {
  return t.has(key) ? t(key) : fallback
}

export const kindWord = (t: Words, kind: string) => wordOr(t, `kinds.${kind}`, kind)
export const stepWord = (t: Words, name: string) => wordOr(t, `steps.${name}`, name)

/** '152 ms', '4.1 s', '3 min 20 s'. */
export function durationWord(t: Words, milliseconds: number): string {
  if (milliseconds < 1000) return t('units.ms', { value: Math.round(milliseconds) })
  if (milliseconds < 60_000) return t('units.seconds', { value: Math.round(milliseconds / 100) / 10 })
  return t('units.minutes', { minutes: Math.floor(milliseconds / 60_000), seconds: Math.floor((milliseconds % 60_000) / 1000) })
}
