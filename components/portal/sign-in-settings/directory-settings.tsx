'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, fieldProps, Input, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'

type Answer<T = unknown> = Promise<{ ok: true; data: T } | { ok: false; message: string }>
export type DirectorySettingsProps = {
  address: string
  tokens: { id: string; name: string; detail: string; revokeLabel: string }[]
  groups: { id: string; name: string; detail: string; roleKey: string; label: string }[]
  roles: { value: string; label: string }[]
  actions: {
    create: (input: { name: string }) => Answer<{ token: string }>
    revoke: (input: { id: string }) => Answer
    giveRole: (input: { groupId: string; roleKey: string | null }) => Answer
  }
  words: Record<
    | 'title'
    | 'lead'
    | 'address'
    | 'tokens'
    | 'name'
    | 'create'
    | 'once'
    | 'copy'
    | 'copied'
    | 'revoke'
    | 'groups'
    | 'groupsLead'
    | 'noGroups',
    string
  >
}

/** The address and a token to enter at the directory; then, which of its groups has which role. */
export function DirectorySettings({ address, tokens, groups, roles, actions, words }: DirectorySettingsProps) {
  const [made, setMade] = useState<string>()
  const [isCopied, setIsCopied] = useState(false)
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  async function run<T>(name: string, answer: Answer<T>, done?: (data: T) => void) {
    setBusy(name)
    const result = await answer
    setBusy(undefined)
    setFailure(result.ok ? undefined : result.message)
    if (result.ok) done?.(result.data)
  }
  return (
    <section className="border-t border-line py-6" aria-labelledby="directory">
      <h2 id="directory">{words.title}</h2>
      <p className="mb-4 text-ink-2">{words.lead}</p>
      {failure && (
        <Notice tone="bad" className="mb-4">
          {failure}
        </Notice>
      )}
      <p className="field-label">{words.address}</p>
      <code className="mono mb-4 block select-all break-all">{address}</code>
      <h3 className="mb-2">{words.tokens}</h3>
      <ul>
        {tokens.map(({ id, name, detail, revokeLabel }) => (
          <li key={id} className="row min-h-12 gap-3 border-b border-line py-2">
            <div className="min-w-0 flex-1">
              <div className="truncate">{name}</div>
              <div className="text-12 text-ink-3 tabular-nums">{detail}</div>
            </div>
            <Button
              size="sm"
              variant="danger-quiet"
              isBusy={busy === id}
              aria-label={revokeLabel}
              onClick={() => run(id, actions.revoke({ id }))}
            >
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {made && (
        <Notice
          tone="ok"
          className="mt-4"
          action={
            <Button
              size="sm"
              icon={isCopied ? 'check' : 'copy'}
              onClick={async () => {
                await navigator.clipboard.writeText(made)
                setIsCopied(true)
              }}
            >
              {isCopied ? words.copied : words.copy}
            </Button>
          }
        >
          {words.once}
          <code className="mono block select-all break-all">{made}</code>
        </Notice>
      )}
      <form
        className="mt-4 max-w-[440px]"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const name = String(new FormData(form).get('name') ?? '')
          void run('create', actions.create({ name }), ({ token }) => {
            setMade(token)
            setIsCopied(false)
            form.reset()
          })
        }}
      >
        <Field id="directory-token" label={words.name}>
          <span className="row gap-2">
            <Input {...fieldProps('directory-token')} name="name" required maxLength={60} autoComplete="off" />
            <Button type="submit" isBusy={busy === 'create'}>
              {words.create}
            </Button>
          </span>
        </Field>
      </form>
      <h3 className="mt-6 mb-2">{words.groups}</h3>
      <p className="mb-2 text-ink-2">{groups.length > 0 ? words.groupsLead : words.noGroups}</p>
      <ul>
        {groups.map(({ id, name, detail, roleKey, label }) => (
          <li key={id} className="row min-h-12 flex-wrap gap-3 border-b border-line py-2">
            <div className="min-w-0 flex-1">
              <div className="truncate">{name}</div>
              <div className="text-12 text-ink-3 tabular-nums">{detail}</div>
            </div>
            <Select
              size="sm"
              aria-label={label}
              options={roles}
              value={roleKey}
              disabled={busy === id}
              onChange={(event) => run(id, actions.giveRole({ groupId: id, roleKey: event.target.value || null }))}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
