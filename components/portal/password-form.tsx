'use client'
import { Button } from '@/components/ui/button'
import { Field, fieldProps } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/panel'
import { type FormAction, useFormAction } from './action-state'
import { PasswordInput } from './password-input'

type Props = {
  action: FormAction
  email: string
  words: Record<'current' | 'new' | 'passwordHelp' | 'change' | 'changed' | 'showPassword', string>
}

export function PasswordForm({ action, email, words }: Props) {
  const { submit, isBusy, isDone, message, fields } = useFormAction(action)
  return (
    <form action={submit} className="flex max-w-[344px] flex-col gap-4">
      {message && <Notice tone="bad">{message}</Notice>}
      <input type="text" autoComplete="username" defaultValue={email} readOnly hidden />
      <Field id="current" label={words.current} error={fields.current}>
        <PasswordInput
          {...fieldProps('current', { error: fields.current })}
          name="current"
          autoComplete="current-password"
          required
          showLabel={words.showPassword}
        />
      </Field>
      <Field id="new" label={words.new} help={words.passwordHelp} error={fields.password}>
        <PasswordInput
          {...fieldProps('new', { error: fields.password, help: true })}
          name="password"
          autoComplete="new-password"
          required
          showLabel={words.showPassword}
        />
      </Field>
      <div className="row">
        <Button type="submit" variant="solid" isBusy={isBusy}>
          {words.change}
        </Button>
        <span className="text-12 text-ok" role="status">
          {isDone && (
            <>
              <Icon name="check" size="s" /> {words.changed}
            </>
          )}
        </span>
      </div>
    </form>
  )
}
