import type { z } from 'zod'
import { AppError } from '@/lib/core'

/** The parsed input, or `invalid_input` with what is wrong under the name of each field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'input'] ??= issue.message
  const names = Object.keys(fields)
  throw new AppError('invalid_input', { message: `Check ${names.join(', ')}: ${fields[names[0]!]}.`, fields })
}
