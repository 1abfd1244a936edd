'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import type { Found } from '@/components/ui/search-combobox'
import { DateField } from '@/components/ui/typed-fields'
import { DepartmentField, PersonField } from './find-fields'

type Change = { kind: 'job'; effectiveOn: string; reason: string; departmentId?: string | null; managerId?: string | null }
type Failure = { ok: false; message: string; fieldErrors?: Record<string, string> }

export type BulkDialogProps = {
  kind: 'department' | 'manager'
  /** Filters of the people list. */
  people: Record<string, unknown>
  count: number
  today: string
  locale: string
  onClose: () => void
  action: (input: { people: Record<string, unknown>; change: Change }) => Promise<{ ok: true; data: { id: string } } | Failure>
  words: Record<
    | 'departmentTitle'
    | 'managerTitle'
    | 'text'
    | 'from'
    | 'fromHelp'
    | 'departmentField'
    | 'managerField'
    | 'noDepartment'
    | 'nobody'
    | 'reason'
    | 'optional'
    | 'required'
    | 'confirm'
    | 'cancel',
    string
  > & { date: { grammar: string; month: string; day: string } }
}

/** One department or one manager for many, from a day on. The button says for how many. */
export function BulkDialog({ kind, people, count, today, locale, onClose, action, words }: BulkDialogProps) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [day, setDay] = useState<string | null>(today)
  const [target, setTarget] = useState<Found | null>(null)
  const [reason, setReason] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const field = kind === 'department' ? 'departmentId' : 'managerId'
  const errors = Object.fromEntries(Object.entries(failure?.fieldErrors ?? {}).map(([name, text]) => [name.replace(/^change\./, ''), text]))
  const number = count.toLocaleString(locale)
  const Target = kind === 'department' ? DepartmentField : PersonField

  async function submit() {
    if (form.current?.querySelector('[data-fault]')) return
    const missing = { ...(day === null && { effectiveOn: words.required }), ...(target === null && { [field]: words.required }) }
    if (day === null || target === null) return setFailure({ ok: false, message: words.required, fieldErrors: missing })
    setIsBusy(true)
    setFailure(undefined)
    const result = await action({ people, change: { kind: 'job', effectiveOn: day, reason, [field]: target.value } })
    if (result.ok) return router.push(`/people/bulk/${result.data.id}`)
    setIsBusy(false)
    setFailure(result)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={(kind === 'department' ? words.departmentTitle : words.managerTitle).replace('{count}', number)}
      description={words.text}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="bulk" variant="solid" isBusy={isBusy}>
            {words.confirm.replace('{count}', number)}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id="bulk"
        noValidate
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <DateField
          id="bulk-day"
          label={words.from}
          help={words.fromHelp}
          error={errors.effectiveOn}
          locale={locale}
          value={day}
          onValue={setDay}
          words={words.date}
          autoFocus
          isRequired
        />
        <Target
          id="bulk-target"
          label={kind === 'department' ? words.departmentField : words.managerField}
          error={errors[field]}
          value={target}
          onValue={setTarget}
          words={{ nothing: kind === 'department' ? words.noDepartment : words.nobody }}
        />
        <Field id="bulk-reason" label={words.reason} optional={words.optional}>
          <Input {...fieldProps('bulk-reason')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {failure && !Object.values(errors).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
