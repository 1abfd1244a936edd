'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Radio } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { toast } from '@/components/ui/toast'
import type { MemberWords, Opened } from './member-types'

type Answer = Promise<{ ok: true } | { ok: false; message: string; fieldErrors?: Record<string, string> }>

export type MemberDialogProps = {
  opened: Opened
  onClose: () => void
  roles: { value: string; label: string; help: string }[]
  actions: {
    invite: (input: { name: string; email: string; roleKey: string }) => Answer
    changeRole: (input: { userId: string; roleKey: string }) => Answer
    disable: (input: { userId: string }) => Answer
    enable: (input: { userId: string }) => Answer
    resetFactor: (input: { userId: string }) => Answer
    revoke: (input: { invitationId: string }) => Answer
  }
  words: MemberWords
}

/** The dialog that is open: its title is the question, its button repeats the verb, its failure stays in it. */
export function MemberDialogs({ opened, onClose, roles, actions, words }: MemberDialogProps) {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()
  const row = opened.kind === 'invite' ? undefined : opened.row
  const named = (text: string) => text.replace('{name}', row?.name ?? '')

  async function run(answer: Answer, done?: string) {
    setIsBusy(true)
    setFailure(undefined)
    const result = await answer
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    if (done) toast(done)
    onClose()
  }

  function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '')
    if (opened.kind === 'invite') {
      const email = text('email').trim()
      return run(actions.invite({ name: text('name'), email, roleKey: text('roleKey') }), words.invited.replace('{email}', email))
    }
    const { id } = opened.row
    if (opened.kind === 'role') return run(actions.changeRole({ userId: id, roleKey: text('roleKey') }))
    if (opened.kind === 'disable') return run(actions.disable({ userId: id }))
    if (opened.kind === 'enable') return run(actions.enable({ userId: id }))
    if (opened.kind === 'factor') return run(actions.resetFactor({ userId: id }))
    return run(actions.revoke({ invitationId: id }))
  }

  const scene = {
    invite: { title: words.inviteTitle, text: words.inviteLead, verb: words.send, danger: false },
    role: { title: named(words.changeRoleTitle), text: words.changeRoleText, verb: words.changeRole, danger: false },
    disable: { title: named(words.disableTitle), text: words.disableText, verb: words.disable, danger: true },
    enable: { title: `${words.enable}: ${row?.name ?? ''}`, text: undefined, verb: words.enable, danger: false },
    factor: { title: named(words.resetFactorTitle), text: words.resetFactorText, verb: words.resetFactor, danger: true },
    revoke: { title: named(words.revokeTitle), text: words.revokeText, verb: words.revoke, danger: true },
  }[opened.kind]
  const fields = failure?.fieldErrors ?? {}

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={scene.title}
      description={scene.text}
      footer={
        <>
          <Button onClick={onClose} autoFocus={scene.danger}>
            {words.cancel}
          </Button>
          <Button type="submit" form="member" variant={scene.danger ? 'danger' : 'solid'} isBusy={isBusy}>
            {scene.verb}
          </Button>
        </>
      }
    >
      <form
        id="member"
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        {opened.kind === 'invite' && (
          <>
            <Field id="invite-name" label={words.name} error={fields.name}>
              <Input {...fieldProps('invite-name', { error: fields.name })} name="name" required maxLength={200} autoFocus />
            </Field>
            <Field id="invite-email" label={words.email} error={fields.email}>
              <Input {...fieldProps('invite-email', { error: fields.email })} name="email" type="email" required maxLength={254} />
            </Field>
          </>
        )}
        {(opened.kind === 'invite' || opened.kind === 'role') && (
          <fieldset className="flex flex-col gap-2">
            <legend className="field-label mb-1.5">{words.role}</legend>
            {roles.map((role) => (
              <Radio
                key={role.value}
                name="roleKey"
                value={role.value}
                label={role.label}
                help={role.help}
                required
                defaultChecked={role.value === (row?.roleKey ?? 'employee')}
              />
            ))}
          </fieldset>
        )}
        {failure && !Object.values(fields).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
