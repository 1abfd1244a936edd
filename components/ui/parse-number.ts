/** The signs between figures in a language: '1,234.5' in English and Korean, '1.234,5' in German. */
function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(-12345.6)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { group: of('group') || ',', decimal: of('decimal') || '.' }
}

/** What a person typed as a number, or null where it is none. Groups may be left out, but not stand where none belongs. */
export function parseNumber(text: string, locale: string): number | null {
  const { group, decimal } = separators(locale)
  const spaceless = text.trim().replace(/[\s\u00a0\u202f]/g, '')
  const [, sign = '', whole = '', fraction] =
    new RegExp(`^([-−]?)([\\d${escapeSigns(group)}]+)(?:${escapeSigns(decimal)}(\\d+))?$`).exec(spaceless) ?? []
  if (whole === '') return null
  const groups = whole.split(group)
  const isGrouped = groups.length > 1
  if (isGrouped && (groups[0]!.length > 3 || groups[0] === '' || groups.slice(1).some((part) => part.length !== 3))) return null
  const value = Number(`${groups.join('')}${fraction ? `.${fraction}` : ''}`)
  return Number.isFinite(value) ? (sign ? -value : value) : null
}

export const formatNumber = (value: number, locale: string, fractionDigitsMax = 2) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: fractionDigitsMax }).format(value)

const escapeSigns = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
