'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button, Field, fieldProps, Input, Notice, Radio } from '@/components/ui'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

export type NewOperatorInput = { name: string; email: string; role: 'admin' | 'support' | 'viewer'; password: string }

/** A new operator gets a first password by hand, and sets up the second factor alone, at the first sign-in. */
export function NewOperatorDialog({ isOpen, onClose, create }: { isOpen: boolean; onClose: () => void; create: Action<NewOperatorInput> }) {
  const t = useWords()
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> } | null>(null)

  function close() {
    setFailure(null)
    onClose()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const input = Object.fromEntries(
      ['name', 'email', 'role', 'password'].map((name) => [name, String(data.get(name) ?? '')]),
    ) as NewOperatorInput
    setIsBusy(true)
    const answer = await ask(create, input, t('errors.network'))
    setIsBusy(false)
    if (!answer.ok) return setFailure({ message: answer.message, fields: answer.fieldErrors ?? {} })
    toast(t('operators.created', { name: input.name }), { icon: 'user-plus' })
    close()
    router.refresh()
  }
  const fault = (name: string) => failure?.fields[name]

  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('operators.newHeading')}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button variant="solid" type="submit" form="new-operator" isBusy={isBusy}>
            {t('operators.create')}
          </Button>
        </>
      }
    >
      <form id="new-operator" className="op-form" onSubmit={submit} data-hard>
        <Field id="operator-name" label={t('operators.name')} error={fault('name')}>
          <Input
            {...fieldProps('operator-name', { error: fault('name') })}
            name="name"
            required
            maxLength={120}
            autoComplete="off"
            autoFocus
          />
        </Field>
        <Field id="operator-email" label={t('operators.email')} error={fault('email')}>
          <Input
            {...fieldProps('operator-email', { error: fault('email') })}
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="off"
          />
        </Field>
        <Field id="operator-password" label={t('operators.password')} help={t('operators.passwordHelp')} error={fault('password')}>
          <Input
            {...fieldProps('operator-password', { error: fault('password'), help: true })}
            name="password"
            type="password"
            required
            maxLength={400}
            autoComplete="new-password"
          />
        </Field>
        <fieldset className="field">
          <legend className="field-label mb-1.5">{t('operators.role')}</legend>
          <div className="flex flex-col gap-2">
            {(['admin', 'support', 'viewer'] as const).map((role) => (
              <Radio
                key={role}
                name="role"
                value={role}
                defaultChecked={role === 'support'}
                label={t(`roles.${role}`)}
                help={t(`operators.roleHelp.${role}`)}
              />
            ))}
          </div>
        </fieldset>
        {failure && Object.keys(failure.fields).length === 0 ? <Notice tone="bad">{failure.message}</Notice> : null}
      </form>
    </Dialog>
  )
}
