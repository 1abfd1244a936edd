'use client'
import { useActionState, useEffect, useState } from 'react'
import { Button, Field, fieldProps, Input, Notice } from '@/components/ui'
import type { ActionResult, FormAction } from './action-result'
import { useWords } from './use-words'

/** The first of two steps. A wrong entry keeps the e-mail and does not tell whether it exists. */
export function SignInForm<Output>({ action, next, notice }: { action: FormAction<Output>; next: string; notice?: string }) {
  const t = useWords()
  const [email, setEmail] = useState('')
  const [answer, submit, isPending] = useActionState<ActionResult<Output> | null, FormData>(action, null)
  // React empties a form after its action; the e-mail stays, and one goes on at the password.
  useEffect(() => {
    if (answer?.ok === false) document.getElementById('password')?.focus()
  }, [answer])

  return (
    <form action={submit} className="op-form" data-hard>
      {notice && !answer ? <Notice>{notice}</Notice> : null}
      {answer?.ok === false ? <Notice tone="bad">{answer.message}</Notice> : null}
      <input type="hidden" name="next" value={next} />
      <Field id="email" label={t('signIn.email')}>
        <Input
          {...fieldProps('email')}
          name="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          type="email"
          size="lg"
          autoComplete="username"
          required
          autoFocus
          maxLength={254}
          spellCheck={false}
        />
      </Field>
      <Field id="password" label={t('signIn.password')}>
        <Input
          {...fieldProps('password')}
          name="password"
          type="password"
          size="lg"
          autoComplete="current-password"
          required
          maxLength={400}
        />
      </Field>
      <Button type="submit" variant="solid" size="lg" isBlock isBusy={isPending}>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
