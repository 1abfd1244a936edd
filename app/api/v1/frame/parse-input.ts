import type { z } from 'zod'
import { AppError } from '@/lib/core'

const ROOT = 'body'
/** No body of ours has more than six; a million brackets would end in a stack that overflows. */
const DEPTH_MAX = 32
const UNKNOWN = 'is not known here'

/** A value as its schema says, or 422 with each wrong field named and told. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, root = ROOT): z.output<S> {
  const unstorable = findUnstorable(value, [])
  if (unstorable) throw invalid({ [unstorable.join('.') || root]: 'holds a character that cannot be stored' })
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = Object.create(null) // a field may be called __proto__
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...issue.path, key].join('.')] ??= UNKNOWN
    } else fields[issue.path.join('.') || root] ??= issue.message
  }
  throw invalid(fields)
}

/** A repeated name becomes a list, which only a field that expects a list accepts. A name that is not `known` is 422. */
export function queryObject(search: URLSearchParams, known: ReadonlySet<string>): Record<string, string | string[]> {
  const strange = [...new Set(search.keys())].filter((name) => !known.has(name))
  if (strange.length > 0) throw invalid(Object.fromEntries(strange.slice(0, 20).map((name) => [name, UNKNOWN])))
  const query: Record<string, string | string[]> = Object.create(null)
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name)
    query[name] = values.length === 1 ? values[0]! : values
  }
  return query
}

function invalid(fields: Record<string, string>): AppError {
  const names = Object.keys(fields)
  return new AppError('invalid_input', { message: `Correct ${names.slice(0, 5).join(', ')} and send it again.`, fields })
}

/** PostgreSQL stores neither NUL nor half a surrogate pair; found here, the field can be named. */
function findUnstorable(value: unknown, path: readonly (string | number)[]): readonly (string | number)[] | null {
  if (typeof value === 'string') return isUnstorable(value) ? path : null
  if (path.length > DEPTH_MAX) throw new AppError('bad_request', { message: `The body is nested deeper than ${DEPTH_MAX} levels.` })
  if (value === null || typeof value !== 'object') return null
  for (const [key, inner] of Object.entries(value)) {
    const found = isUnstorable(key) ? path : findUnstorable(inner, [...path, key])
    if (found) return found
  }
  return null
}

const isUnstorable = (text: string) => text.includes('\0') || /\p{Surrogate}/u.test(text)
