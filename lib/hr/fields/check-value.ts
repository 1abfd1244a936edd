import { isPlainDate } from '@/lib/core'
import { type CustomField, type FieldValue, VALUE_LENGTH_MAX } from './custom-field.schema'

/** Why a value does not fit, as a key of what an error says. */
export type WrongValue = 'missing' | 'text' | 'long' | 'number' | 'money' | 'date' | 'choice' | 'person' | 'yesno' | 'url'
type Checked = { value: FieldValue | null } | { wrong: WrongValue }

const MINOR_MAX = 9_000_000_000_000_000

/** A value as it is kept, or why it does not fit. '' and null are none. Whether a person exists is asked elsewhere, for all at once. */
export function checkValue(field: CustomField, raw: unknown): Checked {
  if (raw === null || raw === undefined || raw === '') return field.isRequired ? { wrong: 'missing' } : { value: null }
  switch (field.type) {
    case 'text':
      return textValue(raw)
    case 'number':
      return typeof raw === 'number' && Number.isFinite(raw) && Math.abs(raw) <= 1e15 ? { value: raw } : { wrong: 'number' }
    case 'money':
      return Number.isSafeInteger(raw) && Math.abs(raw as number) <= MINOR_MAX ? { value: raw as number } : { wrong: 'money' }
    case 'date':
      return typeof raw === 'string' && isPlainDate(raw) ? { value: raw } : { wrong: 'date' }
    case 'choice':
      return field.choices.some(({ value }) => value === raw) ? { value: raw as string } : { wrong: 'choice' }
    case 'person':
      return typeof raw === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(raw) ? { value: raw } : { wrong: 'person' }
    case 'yesno':
      return typeof raw === 'boolean' ? { value: raw } : { wrong: 'yesno' }
    case 'url':
      return urlValue(raw)
  }
}

function textValue(raw: unknown): Checked {
  if (typeof raw !== 'string') return { wrong: 'text' }
  const text = raw.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (/\p{Cc}/u.test(text)) return { wrong: 'text' }
  if (text.length > VALUE_LENGTH_MAX) return { wrong: 'long' }
  return { value: text === '' ? null : text }
}

/** Only addresses that a browser opens as a page: what is shown as a link must not run as a script. */
function urlValue(raw: unknown): Checked {
  if (typeof raw !== 'string' || !/^https?:\/\//i.test(raw) || !URL.canParse(raw)) return { wrong: 'url' }
  const { href } = new URL(raw)
  return href.length > VALUE_LENGTH_MAX ? { wrong: 'long' } : { value: href }
}
