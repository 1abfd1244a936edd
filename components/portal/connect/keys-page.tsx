'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input, Textarea } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { SecretDialog } from './secret-dialog'

type Answer<T = unknown> = Promise<{ ok: true; data: T } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
type Group = { title: string; entries: { value: string; label: string; isAllowed: boolean }[] }
export type KeysPageProps = {
  lead: string
  permissions: Group[]
  keys: { id: string; name: string; prefix: string; permissions: string; facts: string; revokeTitle: string }[]
  actions: {
    create: (input: { name: string; permissions: never[]; expiresOn?: string; addresses: string[] }) => Answer<{ key: string }>
    revoke: (input: { id: string }) => Answer
  }
  words: Record<
    | 'title'
    | 'new'
    | 'none'
    | 'name'
    | 'nameHelp'
    | 'scopes'
    | 'ends'
    | 'endsHelp'
    | 'addresses'
    | 'addressesHelp'
    | 'create'
    | 'madeTitle'
    | 'madeText'
    | 'copy'
    | 'copied'
    | 'done'
    | 'revoke'
    | 'revokeEffect'
    | 'revokeForGood'
    | 'mayNot'
    | 'document'
    | 'optional'
    | 'cancel',
    string
  >
}

/** Keys that open the interface of this tenant: made, shown once, seen by their beginning, revoked. */
export function KeysPage({ lead, permissions, keys, actions, words }: KeysPageProps) {
  const [isAdding, setIsAdding] = useState(false)
  const [made, setMade] = useState<string>()
  const [revoking, setRevoking] = useState<KeysPageProps['keys'][number]>()
  return (
    <div className="page page-settings">
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="flex-1" />
        <Button variant="solid" icon="plus" onClick={() => setIsAdding(true)}>
          {words.new}
        </Button>
      </header>
      <p className="text-ink-2">{lead}</p>
      <p className="mb-6">
        <a className="link" href="/api/v1/openapi.json">
          {words.document}
        </a>
      </p>
      {keys.length === 0 && <p className="border-t border-line pt-6 text-ink-3">{words.none}</p>}
      <ul>
        {keys.map((key) => (
          <li key={key.id} className="row flex-wrap gap-2 border-t border-line py-3">
            <div className="min-w-0 flex-1">
              <p className="row flex-wrap gap-2 font-medium">
                {key.name} <code className="mono text-12 font-normal text-ink-3">{key.prefix}…</code>
              </p>
              <p className="text-12 text-ink-2" title={key.permissions}>
                {key.facts}
              </p>
            </div>
            <Button variant="danger-quiet" size="sm" aria-label={`${words.revoke}: ${key.name}`} onClick={() => setRevoking(key)}>
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {isAdding && (
        <NewKey permissions={permissions} create={actions.create} words={words} onClose={() => setIsAdding(false)} onMade={setMade} />
      )}
      {made && (
        <SecretDialog title={words.madeTitle} text={words.madeText} secret={made} words={words} onClose={() => setMade(undefined)} />
      )}
      {revoking && (
        <DangerDialog
          isOpen
          onClose={() => setRevoking(undefined)}
          title={revoking.revokeTitle}
          consequences={[words.revokeEffect, words.revokeForGood]}
          words={{ confirm: words.revoke, cancel: words.cancel }}
          onConfirm={async () => {
            const result = await actions.revoke({ id: revoking.id })
            return result.ok ? undefined : result.message
          }}
        />
      )}
    </div>
  )
}

type NewProps = Pick<KeysPageProps, 'permissions' | 'words'> & {
  create: KeysPageProps['actions']['create']
  onClose: () => void
  onMade: (key: string) => void
}

function NewKey({ permissions, create, onClose, onMade, words }: NewProps) {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()
  const errors = failure?.fieldErrors ?? {}

  async function submit(form: FormData) {
    setIsBusy(true)
    const result = await create({
      name: String(form.get('name') ?? ''),
      permissions: form.getAll('permissions') as never[], // the server checks each
      expiresOn: String(form.get('expiresOn') ?? '') || undefined,
      addresses: String(form.get('addresses') ?? '')
        .split(/[\s,]+/)
        .filter(Boolean),
    })
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    onClose()
    onMade(result.data.key)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.new}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="api-key" variant="solid" isBusy={isBusy}>
            {words.create}
          </Button>
        </>
      }
    >
      <form
        id="api-key"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <Field id="key-name" label={words.name} help={words.nameHelp} error={errors.name}>
          <Input {...fieldProps('key-name', { error: errors.name, help: true })} name="name" required autoFocus maxLength={100} />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field id="key-ends" label={words.ends} help={words.endsHelp} optional={words.optional} error={errors.expiresOn}>
            <Input {...fieldProps('key-ends', { error: errors.expiresOn, help: true })} name="expiresOn" type="date" />
          </Field>
          <Field id="key-addresses" label={words.addresses} help={words.addressesHelp} optional={words.optional} error={errors.addresses}>
            <Textarea
              {...fieldProps('key-addresses', { error: errors.addresses, help: true })}
              className="mono"
              name="addresses"
              rows={2}
            />
          </Field>
        </div>
        {permissions.map(({ title, entries }) => (
          <fieldset key={title} className="flex flex-col gap-1.5">
            <legend className="field-label mb-1.5">{title}</legend>
            {entries.map(({ value, label, isAllowed }) => (
              <Checkbox
                key={value}
                name="permissions"
                value={value}
                label={label}
                help={isAllowed ? undefined : words.mayNot}
                disabled={!isAllowed}
                defaultChecked={value === 'people:read'}
              />
            ))}
          </fieldset>
        ))}
        {failure && !Object.values(errors).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
