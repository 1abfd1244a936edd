'use client'
import { useActionState } from 'react'
import type { ActionResult, FormAction } from '@/components/operator/action-result'
import { Button, Field, fieldProps } from '@/components/ui'

type Props = {
  action: FormAction<{ next: string }>
  baseDomain: string
  words: { label: string; submit: string }
}

/** Someone who only knows the company's name types it here. */
export function FindPortal({ action, baseDomain, words }: Props) {
  const [answer, submit, isBusy] = useActionState<ActionResult<{ next: string }> | null, FormData>(action, null)
  const error = answer?.ok === false ? (answer.fieldErrors?.slug ?? answer.message) : undefined
  return (
    <form action={submit} className="mt-3">
      <Field id="company" label={words.label} error={error}>
        <div className="row">
          <span className="input input-lg flex-1">
            <input
              {...fieldProps('company', { error })}
              name="slug"
              className="mono min-w-0"
              maxLength={40}
              required
              autoCapitalize="none"
              autoComplete="organization"
              spellCheck={false}
            />
            <span className="mono text-ink-3">.{baseDomain}</span>
          </span>
          <Button type="submit" size="lg" isBusy={isBusy}>
            {words.submit}
          </Button>
        </div>
      </Field>
    </form>
  )
}
