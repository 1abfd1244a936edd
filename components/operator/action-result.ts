import type { ActionFailure, ActionResult } from '@/lib/actions'

export type { ActionFailure, ActionResult }

/** An action as a component calls it: with an object, from a script. */
export type Action<Input, Output = unknown> = (input: Input) => Promise<ActionResult<Output>>
/** An action as a form calls it, also before any script has loaded. */
export type FormAction<Output> = (previous: ActionResult<Output> | null, form: FormData) => Promise<ActionResult<Output>>

type Unanswered = { ok: false; code: 'no_answer'; message: string; fieldErrors?: Record<string, string> }

/** Calls an action; no answer at all is a failure with words of its own, because the change may have been made. */
export async function ask<Input, Output>(
  action: Action<Input, Output>,
  input: Input,
  noAnswer: string,
): Promise<ActionResult<Output> | Unanswered> {
  try {
    return await action(input)
  } catch {
    return { ok: false, code: 'no_answer', message: noAnswer }
  }
}
