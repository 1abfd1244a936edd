'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { type FormAction, useFormAction } from './action-state'
import { PasswordInput } from './password-input'

type Props = {
  action: FormAction
  next: string
  notice?: string
  /** What was typed before the password was asked. */
  email?: string
  words: { email: string; password: string; submit: string; forgot: string; showPassword: string }
}

/** A wrong entry keeps the e-mail and says nothing about whether it exists. */
export function SignInForm({ action, next, notice, email: given = '', words }: Props) {
  const { message, fields, submit, isBusy } = useFormAction(action)
  const [email, setEmail] = useState(given)
  return (
    <form action={submit}>
      <input type="hidden" name="next" value={next} />
      {message ? (
        <Notice tone="bad" className="mb-4">
          {message}
        </Notice>
      ) : (
        notice && <Notice className="mb-4">{notice}</Notice>
      )}
      <Field id="email" label={words.email} error={fields.email}>
        <Input
          {...fieldProps('email', { error: fields.email })}
          name="email"
          type="email"
          size="lg"
          autoComplete="username"
          required
          autoFocus={given === ''}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field id="password" label={words.password} error={fields.password} className="mt-4">
        <PasswordInput
          {...fieldProps('password', { error: fields.password })}
          name="password"
          size="lg"
          autoComplete="current-password"
          required
          autoFocus={given !== ''}
          showLabel={words.showPassword}
        />
      </Field>
      <Button type="submit" variant="solid" size="lg" isBlock isBusy={isBusy} className="mt-4">
        {words.submit}
      </Button>
      <p className="mt-4">
        <a className="link text-12" href="/reset">
          {words.forgot}
        </a>
      </p>
    </form>
  )
}
