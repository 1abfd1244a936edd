import { z } from 'zod'
import { AppError, shownLine } from '@/lib/core'

/** What another system can be told of. Each says what happened to whom, by id, and no more: the rest is asked for with a key. */
export const EVENT_TYPES = [
  'person.hired',
  'person.changed',
  'person.left',
  'person.rehired',
  'people.imported',
  'department.changed',
] as const
export type EventType = (typeof EVENT_TYPES)[number]
export const TEST_EVENT = 'webhook.test'
export const ENDPOINTS_MAX = 20

export const WebhookInput = z.strictObject({
  url: z.string().trim().max(2_000),
  note: shownLine(100).default(''),
  eventTypes: z.array(z.enum(EVENT_TYPES)).min(1),
})
export const WebhookChange = z.strictObject({
  ...WebhookInput.partial().shape,
  note: shownLine(100).optional(),
  /** Off, or on again; on forgets that it failed. */
  isOn: z.boolean().optional(),
})

/** The parsed input, or `invalid_input` with what is wrong under the name of each field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.') || 'input', issue.message]))
  throw new AppError('invalid_input', { message: `Check ${Object.keys(fields).join(', ')}.`, fields })
}
