'use client'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { toast } from '@/components/ui/toast'
import type { ChangeKind } from './person-change'
import { PersonPicker } from './person-picker'

type Answer = Promise<{ ok: true } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
type Job = { effectiveOn: string; reason: string; title?: string; departmentId?: string | null; managerId?: string | null }

export type ChangeDialogProps = {
  kind: ChangeKind
  person: { id: string; name: string; title: string; departmentId: string | null }
  today: string
  /** Digits behind the point of the currency, which the amount is typed in. */
  pay: { currency: string; digits: number; period: 'year' | 'month' }
  onClose: () => void
  actions: {
    changeJob: (input: { personId: string; change: Job & { kind: 'job' | 'leave' | 'rehire' } }) => Answer
    changePay: (input: {
      personId: string
      change: { fromDate: string; amountMinor: number; currency: string; period: 'year' | 'month' }
    }) => Answer
  }
  words: Record<
    | ChangeKind
    | 'change'
    | 'jobTitle'
    | 'payTitle'
    | 'leaveTitle'
    | 'rehireTitle'
    | 'from'
    | 'lastDay'
    | 'title'
    | 'department'
    | 'none'
    | 'manager'
    | 'managerHelp'
    | 'amount'
    | 'amountHelp'
    | 'reason'
    | 'optional'
    | 'save'
    | 'cancel'
    | 'saved'
    | 'messages'
    | 'nobody',
    string
  >
}

/** A day, and what holds from it. What is left as it is, is not sent. */
export function PersonChangeDialog({ kind, person, today, pay, onClose, actions, words }: ChangeDialogProps) {
  const [departments, setDepartments] = useState<{ value: string; label: string }[]>([])
  const [manager, setManager] = useState<{ id: string; name: string }>()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()
  const hasFacts = kind === 'job' || kind === 'rehire'

  useEffect(() => {
    if (!hasFacts) return
    const stop = new AbortController()
    fetch('/api/portal/departments', { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) return
        const found = (await response.json()) as { departments: { id: string; name: string }[] }
        setDepartments(found.departments.map(({ id, name }) => ({ value: id, label: name })))
      })
      .catch(() => {}) // closed meanwhile; without departments the others can be changed still
    return () => stop.abort()
  }, [hasFacts])

  async function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    setIsBusy(true)
    setFailure(undefined)
    const result = await (kind === 'pay' ? savePay(text) : saveJob(text))
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    toast(words.saved)
    onClose()
  }

  function savePay(text: (name: string) => string) {
    const amountMinor = Math.round(Number(text('amount').replaceAll(/[,\s]/g, '')) * 10 ** pay.digits)
    return actions.changePay({
      personId: person.id,
      change: { fromDate: text('day'), amountMinor, currency: pay.currency, period: pay.period },
    })
  }

  function saveJob(text: (name: string) => string) {
    const common = { effectiveOn: text('day'), reason: text('reason') }
    if (kind === 'leave') return actions.changeJob({ personId: person.id, change: { kind, ...common } })
    const department = text('department') || null
    return actions.changeJob({
      personId: person.id,
      change: {
        kind: kind === 'rehire' ? 'rehire' : 'job',
        ...common,
        ...(text('title') !== person.title && { title: text('title') }),
        ...(department !== person.departmentId && { departmentId: department }),
        ...(manager && { managerId: manager.id }),
      },
    })
  }

  const fields = Object.fromEntries(Object.entries(failure?.fieldErrors ?? {}).map(([name, text]) => [name.replace(/^change\./, ''), text]))
  const dayError = fields.effectiveOn ?? fields.fromDate
  const titles = { job: words.jobTitle, pay: words.payTitle, leave: words.leaveTitle, rehire: words.rehireTitle }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={titles[kind].replace('{name}', person.name)}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="change" variant="solid" isBusy={isBusy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id="change"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <Field id="change-day" label={kind === 'leave' ? words.lastDay : words.from} error={dayError}>
          <Input {...fieldProps('change-day', { error: dayError })} name="day" type="date" required autoFocus defaultValue={today} />
        </Field>
        {kind === 'pay' && (
          <Field id="change-amount" label={words.amount} help={words.amountHelp} error={fields.amountMinor}>
            <Input
              {...fieldProps('change-amount', { error: fields.amountMinor, help: true })}
              name="amount"
              inputMode="decimal"
              required
              pattern="[0-9 ,.]+"
            />
          </Field>
        )}
        {hasFacts && (
          <>
            <Field id="change-title" label={words.title} error={fields.title}>
              <Input {...fieldProps('change-title', { error: fields.title })} name="title" maxLength={200} defaultValue={person.title} />
            </Field>
            <Field id="change-department" label={words.department} error={fields.departmentId}>
              <Select
                {...fieldProps('change-department', { error: fields.departmentId })}
                key={departments.length}
                name="department"
                options={[{ value: '', label: words.none }, ...departments]}
                defaultValue={person.departmentId ?? ''}
              />
            </Field>
            <Field id="change-manager" label={words.manager} optional={words.optional} help={words.managerHelp} error={fields.managerId}>
              <PersonPicker id="change-manager" error={fields.managerId} onPick={setManager} words={{ nobody: words.nobody }} />
            </Field>
          </>
        )}
        {kind !== 'pay' && (
          <Field id="change-reason" label={words.reason} optional={words.optional}>
            <Input {...fieldProps('change-reason')} name="reason" maxLength={500} />
          </Field>
        )}
        {failure && !Object.values(fields).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
