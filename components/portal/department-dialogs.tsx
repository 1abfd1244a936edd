'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import type { Found } from '@/components/ui/search-combobox'
import { toast } from '@/components/ui/toast'
import { DepartmentField, PersonField } from './find-fields'

type Failure = { ok: false; message: string; fieldErrors?: Record<string, string> }
type Answer = Promise<{ ok: true } | Failure>
type Facts = { name: string; code: string; headId: string | null }

export type DepartmentFacts = { id: string; name: string; code: string; head: Found | null; people: number }
export type DepartmentActions = {
  create: (input: Facts) => Answer
  update: (input: { id: string; change: Facts }) => Answer
  merge: (input: { id: string; intoId: string }) => Answer
  remove: (input: { id: string }) => Answer
}
export type DepartmentWords = Record<
  | 'newTitle'
  | 'editTitle'
  | 'mergeTitle'
  | 'mergeText'
  | 'mergeLoss'
  | 'merge'
  | 'into'
  | 'removeTitle'
  | 'removeText'
  | 'remove'
  | 'name'
  | 'code'
  | 'codeHelp'
  | 'head'
  | 'optional'
  | 'save'
  | 'cancel'
  | 'saved'
  | 'nobody'
  | 'nothing'
  | 'required',
  string
>
export type Opened = { kind: 'new' } | { kind: 'edit' | 'merge' | 'remove'; department: DepartmentFacts }
type Props = { opened: Opened; onClose: () => void; listHref: string; actions: DepartmentActions; words: DepartmentWords }

export function DepartmentDialogs({ opened, ...props }: Props) {
  if (opened.kind === 'merge') return <MergeDialog {...props} department={opened.department} />
  if (opened.kind === 'remove') return <RemoveDialog {...props} department={opened.department} />
  return <FactsDialog {...props} department={opened.kind === 'edit' ? opened.department : undefined} />
}

type Own = Omit<Props, 'opened'>

function FactsDialog({ department, onClose, actions, words }: Own & { department?: DepartmentFacts }) {
  const [name, setName] = useState(department?.name ?? '')
  const [code, setCode] = useState(department?.code ?? '')
  const [head, setHead] = useState(department?.head ?? null)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const errors = Object.fromEntries(
    Object.entries(failure?.fieldErrors ?? {}).map(([field, text]) => [field.replace(/^change\./, ''), text]),
  )

  async function save() {
    if (name.trim() === '') return setFailure({ ok: false, message: words.required, fieldErrors: { name: words.required } })
    setIsBusy(true)
    const facts = { name, code: code.trim() || name, headId: head?.value ?? null }
    const result = await (department ? actions.update({ id: department.id, change: facts }) : actions.create(facts))
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    toast(words.saved)
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={department ? words.editTitle.replace('{name}', department.name) : words.newTitle}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="department" variant="solid" isBusy={isBusy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id="department"
        noValidate
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Field id="department-name" label={words.name} error={errors.name}>
          <Input
            {...fieldProps('department-name', { error: errors.name })}
            value={name}
            maxLength={100}
            autoFocus
            required
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field id="department-code" label={words.code} optional={words.optional} help={words.codeHelp} error={errors.code}>
          <Input
            {...fieldProps('department-code', { error: errors.code, help: true })}
            value={code}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
        <PersonField
          id="department-head"
          label={words.head}
          optional={words.optional}
          error={errors.headId}
          value={head}
          onValue={setHead}
          words={{ nothing: words.nobody, placeholder: words.nobody }}
        />
        {failure && !Object.values(errors).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}

function MergeDialog({ department, onClose, listHref, actions, words }: Own & { department: DepartmentFacts }) {
  const router = useRouter()
  const [into, setInto] = useState<Found | null>(null)
  return (
    <DangerDialog
      isOpen
      onClose={onClose}
      title={words.mergeTitle.replace('{name}', department.name)}
      consequences={[words.mergeText, words.mergeLoss.replace('{name}', department.name)]}
      words={{ confirm: words.merge, cancel: words.cancel }}
      onConfirm={async () => {
        if (!into) return words.required
        const result = await actions.merge({ id: department.id, intoId: into.value })
        if (!result.ok) return result.message
        toast(words.saved)
        router.push(listHref)
        router.refresh()
      }}
    >
      <div className="mt-4">
        <DepartmentField id="merge-into" label={words.into} value={into} onValue={setInto} words={{ nothing: words.nothing }} />
      </div>
    </DangerDialog>
  )
}

function RemoveDialog({ department, onClose, listHref, actions, words }: Own & { department: DepartmentFacts }) {
  const router = useRouter()
  return (
    <DangerDialog
      isOpen
      onClose={onClose}
      title={words.removeTitle.replace('{name}', department.name)}
      consequences={[words.removeText]}
      words={{ confirm: words.remove, cancel: words.cancel }}
      onConfirm={async () => {
        const result = await actions.remove({ id: department.id })
        if (!result.ok) return result.message
        toast(words.saved)
        router.push(listHref)
        router.refresh()
      }}
    />
  )
}
