import type { z } from 'zod'
import { AppError } from '@/lib/core'

/** Use cases check their input themselves: they have three doors, and the next one may forget. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'input'] ??= issue.message
  throw new AppError('invalid_input', { message: `Some entries are not right: ${Object.keys(fields).join(', ')}.`, fields })
}
