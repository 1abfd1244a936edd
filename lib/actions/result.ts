import type { ErrorCode } from '@/lib/core'

/** What a server action answers. `message` and `fieldErrors` are in the reader's language. */
export type ActionResult<T = unknown> = { ok: true; data: T } | ActionFailure
export type ActionFailure = {
  ok: false
  code: ErrorCode
  message: string
  fieldErrors?: Record<string, string>
  /** With `rate_limited` and `busy`. */
  retryAfterSeconds?: number
}

/**
 * Called from a script with an object, it answers. As the action of a form (also through useActionState, also without JavaScript)
 * it gets the form's fields and answers failures; where the data hold `next`, success leads there.
 */
export type Action<Input, Output> = {
  (input: Input): Promise<ActionResult<Output>>
  (form: FormData): Promise<ActionResult<Output>>
  (previous: ActionResult<Output> | null, form: FormData): Promise<ActionResult<Output>>
}
