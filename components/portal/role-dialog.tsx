'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { toast } from '@/components/ui/toast'
import type { RoleRow, RoleWords } from './role-types'

type Answer = Promise<{ ok: true } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
type Draft = { name: string; permissions: never[] }

export type RoleDialogProps = {
  role?: RoleRow
  permissions: { title: string; entries: { value: string; label: string; isAllowed: boolean }[] }[]
  onClose: () => void
  actions: {
    create: (input: Draft) => Answer
    update: (input: Draft & { key: string }) => Answer
    remove: (input: { key: string }) => Answer
  }
  words: RoleWords
}

/** A new role, or one of the tenant's own: its name, and a tick for each thing it may. */
export function RoleDialog({ role, permissions, onClose, actions, words }: RoleDialogProps) {
  const [isRemoving, setIsRemoving] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()
  const named = (text: string) => text.replace('{name}', role?.name ?? '')

  async function run(answer: Answer) {
    setIsBusy(true)
    setFailure(undefined)
    const result = await answer
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    toast(words.saved)
    onClose()
  }

  function submit(form: FormData) {
    if (role && isRemoving) return run(actions.remove({ key: role.key }))
    // The server checks each against the list of permissions, and against those of whoever asks.
    const draft = { name: String(form.get('name') ?? ''), permissions: form.getAll('permissions') as never[] }
    return run(role ? actions.update({ ...draft, key: role.key }) : actions.create(draft))
  }

  const fields = failure?.fieldErrors ?? {}
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isRemoving ? named(words.deleteTitle) : role ? named(words.editTitle) : words.newTitle}
      description={isRemoving ? words.deleteText : role ? words.editText : words.newText}
      footer={
        <>
          {role && !isRemoving && !role.hasMembers && (
            <Button variant="danger-quiet" className="mr-auto" onClick={() => setIsRemoving(true)}>
              {words.delete}
            </Button>
          )}
          {role?.hasMembers && <span className="help mr-auto">{words.inUse}</span>}
          <Button onClick={onClose} autoFocus={isRemoving}>
            {words.cancel}
          </Button>
          <Button type="submit" form="role" variant={isRemoving ? 'danger' : 'solid'} isBusy={isBusy}>
            {isRemoving ? words.delete : words.save}
          </Button>
        </>
      }
    >
      <form
        id="role"
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        {!isRemoving && (
          <>
            <Field id="role-name" label={words.name} error={fields.name}>
              <Input
                {...fieldProps('role-name', { error: fields.name })}
                name="name"
                required
                maxLength={60}
                autoFocus
                defaultValue={role?.name}
              />
            </Field>
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
                    defaultChecked={role ? role.permissions.includes(value) : value === 'people:read'}
                  />
                ))}
              </fieldset>
            ))}
          </>
        )}
        {failure && !Object.values(fields).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
