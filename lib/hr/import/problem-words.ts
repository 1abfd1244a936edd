import { createTranslator } from 'use-intl/core'
import type { Locale } from '@/lib/core'
import en from '@/messages/en/import.json'
import ko from '@/messages/ko/import.json'
import { type AnyField, FIELDS } from './fields'
import type { FileProblem } from './file-problem'

const MESSAGES = { en, ko: ko as typeof en }
const monthNames = (locale: string) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
const MONTH_NAMES: Record<Locale, Intl.DateTimeFormat> = { en: monthNames('en-GB'), ko: monthNames('ko-KR') }
const made = new Map<Locale, (key: string, values?: Record<string, string | number>) => string>()

// The translator of lib/portal is out of reach from here; its pages show these words as they are.
function words(locale: Locale) {
  let translate = made.get(locale)
  if (!translate) {
    const translator = createTranslator({ locale, messages: MESSAGES[locale] })
    translate = (key, values) => translator(key as Parameters<typeof translator>[0], values as never)
    made.set(locale, translate)
  }
  return translate
}

/** What to do about a row, in one sentence: 'February 1997 has 28 days.' */
export function problemText(locale: Locale, { code, value, detail }: { code: string; value: string; detail: string }): string {
  if (code === 'date_not_exist') {
    const [month = '', days = ''] = detail.split(':')
    return words(locale)(`problems.${code}`, { month: MONTH_NAMES[locale].format(new Date(`${month}-01T00:00:00Z`)), days })
  }
  return words(locale)(`problems.${code}`, { value, detail: code === 'amount_decimals' ? Number(detail) : detail })
}

/** Why a file cannot be read, and what to do. */
export function fileProblemText(locale: Locale, { code, line, column, limit }: FileProblem): string {
  const isField = code === 'field_missing' && Object.values(FIELDS).some((fields) => (column ?? '') in fields)
  const name = isField ? fieldName(locale, column as AnyField) : (column ?? '')
  return words(locale)(`fileProblems.${code}`, { line: line ?? 1, column: name, limit: limit ?? 0 })
}

export function fieldName(locale: Locale, field: AnyField): string {
  return words(locale)(`fields.${field}`)
}

export function badRowsHeads(locale: Locale): [line: string, problem: string] {
  return [words(locale)('badRows.line'), words(locale)('badRows.problem')]
}
