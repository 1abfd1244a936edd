'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { type FormAction, useFormAction } from './action-state'

type Props = {
  action: FormAction
  words: { email: string; submit: string; sentTitle: string; sentText: string; back: string }
}

/** Answers the same for every address. */
export function ResetForm({ action, words }: Props) {
  const { message, fields, submit, isBusy, isDone } = useFormAction(action)
  const [email, setEmail] = useState('')
  if (isDone) {
    return (
      <Notice tone="ok" icon="mail">
        <p className="font-semibold">{words.sentTitle}</p>
        <p>{words.sentText.replace('{email}', email)}</p>
      </Notice>
    )
  }
  return (
    <form action={submit}>
      {message && (
        <Notice tone="bad" className="mb-4">
          {message}
        </Notice>
      )}
      <Field id="email" label={words.email} error={fields.email}>
        <Input
          {...fieldProps('email', { error: fields.email })}
          name="email"
          type="email"
          size="lg"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="solid" size="lg" isBlock isBusy={isBusy} className="mt-4">
        {words.submit}
      </Button>
    </form>
  )
}
