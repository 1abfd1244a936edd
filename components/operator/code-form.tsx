'use client'
import { useActionState } from 'react'
import { Button, Field, fieldProps, Input, Notice } from '@/components/ui'
import type { ActionResult, FormAction } from './action-result'
import { useWords } from './use-words'

/** Six digits of a phone; they are sent as soon as the sixth is there. */
export function CodeForm<Output>({ action, next, submitLabel }: { action: FormAction<Output>; next: string; submitLabel: string }) {
  const t = useWords()
  const [answer, submit, isPending] = useActionState<ActionResult<Output> | null, FormData>(action, null)
  const fault = answer?.ok === false ? answer.message : undefined
  return (
    <form action={submit} className="op-form" data-hard>
      <input type="hidden" name="next" value={next} />
      {answer?.ok === false && !answer.fieldErrors?.code ? <Notice tone="bad">{fault}</Notice> : null}
      <Field id="code" label={t('signIn.code')} error={answer?.ok === false ? answer.fieldErrors?.code : undefined}>
        <Input
          key={answer ? JSON.stringify(answer) : 'first'}
          {...fieldProps('code', { error: answer?.ok === false ? answer.fieldErrors?.code : undefined })}
          name="code"
          size="lg"
          className="code-input"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,7}"
          maxLength={7}
          required
          autoFocus
          onChange={(event) => {
            if (event.target.value.replaceAll(' ', '').length === 6) event.target.form?.requestSubmit()
          }}
        />
      </Field>
      <Button type="submit" variant="solid" size="lg" isBlock isBusy={isPending}>
        {submitLabel}
      </Button>
    </form>
  )
}
