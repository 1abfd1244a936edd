import { z } from 'zod'
import { AppError, type Locale } from '@/lib/core'

const WORDS = { en: z.locales.en().localeError, ko: z.locales.ko().localeError }

/** The fields of a form as an object: one value a text, several a list. React's own fields ($ACTION_…) stay out. */
export function fieldsOf(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const values = form.getAll(name)
    fields[name] = values.length === 1 ? values[0] : values
  }
  return fields
}

/** Throws `invalid_input` with each wrong field named, in the reader's language. */
export function readInput<S extends z.ZodType>(schema: S, raw: unknown, locale: Locale): z.output<S> {
  const parsed = schema.safeParse(raw instanceof FormData ? fieldsOf(raw) : raw, { error: WORDS[locale] })
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) fields[path.join('.') || 'form'] ??= message
  throw new AppError('invalid_input', { message: 'Some fields need another look.', fields, key: 'auth.errors.fields' })
}
