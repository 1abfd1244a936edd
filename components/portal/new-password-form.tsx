'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { type FormAction, useFormAction } from './action-state'
import { PasswordInput } from './password-input'

type Props = {
  action: FormAction
  /** From the link of the mail. */
  token: string
  /** For the browser's list of passwords. */
  email: string
  /** With an invitation: the name can be put right. */
  name?: string
  words: { name?: string; password: string; passwordHelp: string; submit: string; showPassword: string }
}

export function NewPasswordForm({ action, token, email, name, words }: Props) {
  const { message, fields, submit, isBusy } = useFormAction(action)
  const [ownName, setOwnName] = useState(name ?? '')
  return (
    <form action={submit}>
      <input type="hidden" name="token" value={token} />
      <input type="text" autoComplete="username" defaultValue={email} readOnly hidden />
      {message && (
        <Notice tone="bad" className="mb-4">
          {message}
        </Notice>
      )}
      {words.name && (
        <Field id="name" label={words.name} error={fields.name} className="mb-4">
          <Input
            {...fieldProps('name', { error: fields.name })}
            name="name"
            size="lg"
            autoComplete="name"
            value={ownName}
            onChange={(event) => setOwnName(event.target.value)}
          />
        </Field>
      )}
      <Field id="password" label={words.password} help={words.passwordHelp} error={fields.password}>
        <PasswordInput
          {...fieldProps('password', { error: fields.password, help: true })}
          name="password"
          size="lg"
          autoComplete="new-password"
          required
          showLabel={words.showPassword}
        />
      </Field>
      <Button type="submit" variant="solid" size="lg" isBlock isBusy={isBusy} className="mt-4">
        {words.submit}
      </Button>
    </form>
  )
}
