'use client'
import { useActionState } from 'react'

/** What a server action answers, as a form sees it: words are already in the reader's language. */
export type FormState = { ok: true; data: unknown } | { ok: false; message: string; fieldErrors?: Record<string, string> } | null
export type FormAction = (previous: never, form: FormData) => Promise<FormState>

/** The state of a form that posts to a server action, also before any script has loaded. */
export function useFormAction(action: FormAction) {
  const [state, submit, isBusy] = useActionState(action as (previous: FormState, form: FormData) => Promise<FormState>, null)
  const fields = state && !state.ok ? (state.fieldErrors ?? {}) : {}
  // What stands at a field is not said twice.
  const message = state && !state.ok && !Object.values(fields).includes(state.message) ? state.message : undefined
  return { isDone: state?.ok === true, data: state?.ok ? state.data : undefined, message, fields, submit, isBusy }
}
