'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, fieldProps, Input, Select } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/panel'

type Values = { name: string; issuer: string; clientId: string; newRoleKey: string | null }
export type ProviderFormProps = {
  values: Values | null
  roles: { value: string; label: string }[]
  save: (
    input: Values & { clientSecret?: string },
  ) => Promise<{ ok: true } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
  words: Record<
    'name' | 'issuer' | 'issuerHelp' | 'clientId' | 'clientSecret' | 'secretHelp' | 'secretKept' | 'newRole' | 'save' | 'saved',
    string
  >
}

/** The secret goes in and never comes out again. */
export function ProviderForm({ values, roles, save, words }: ProviderFormProps) {
  const [answer, setAnswer] = useState<Awaited<ReturnType<ProviderFormProps['save']>>>()
  const [isBusy, setIsBusy] = useState(false)
  const fields = answer && !answer.ok ? (answer.fieldErrors ?? {}) : {}
  async function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    setIsBusy(true)
    setAnswer(undefined)
    setAnswer(
      await save({
        name: text('name'),
        issuer: text('issuer'),
        clientId: text('clientId'),
        clientSecret: text('clientSecret') || undefined,
        newRoleKey: text('newRoleKey') || null,
      }),
    )
    setIsBusy(false)
  }
  const input = (name: 'name' | 'issuer' | 'clientId', help?: string) => (
    <Field id={`provider-${name}`} label={words[name]} help={help} error={fields[name]}>
      <Input
        {...fieldProps(`provider-${name}`, { error: fields[name], help })}
        name={name}
        defaultValue={values?.[name]}
        autoComplete="off"
        spellCheck={false}
        required
      />
    </Field>
  )
  const secretHelp = values ? words.secretKept : words.secretHelp
  return (
    <form
      className="flex max-w-[440px] flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(new FormData(event.currentTarget))
      }}
    >
      {answer && !answer.ok && !Object.values(fields).includes(answer.message) && <Notice tone="bad">{answer.message}</Notice>}
      {input('name')}
      {input('issuer', words.issuerHelp)}
      {input('clientId')}
      <Field id="provider-clientSecret" label={words.clientSecret} help={secretHelp} error={fields.clientSecret}>
        <Input
          {...fieldProps('provider-clientSecret', { error: fields.clientSecret, help: secretHelp })}
          name="clientSecret"
          type="password"
          autoComplete="off"
          required={!values}
        />
      </Field>
      <Field id="provider-newRoleKey" label={words.newRole} error={fields.newRoleKey}>
        <Select
          {...fieldProps('provider-newRoleKey', { error: fields.newRoleKey })}
          name="newRoleKey"
          options={roles}
          defaultValue={values?.newRoleKey ?? ''}
        />
      </Field>
      <div className="row gap-2">
        <Button type="submit" variant="solid" isBusy={isBusy}>
          {words.save}
        </Button>
        <span className="text-12 text-ok" role="status">
          {answer?.ok && (
            <>
              <Icon name="check" size="s" /> {words.saved}
            </>
          )}
        </span>
      </div>
    </form>
  )
}
