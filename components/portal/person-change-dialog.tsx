'use client'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import type { Found } from '@/components/ui/search-combobox'
import { toast } from '@/components/ui/toast'
import { DateField, NumberField } from '@/components/ui/typed-fields'
import { DepartmentField, PersonField } from './find-fields'
import type { ChangeKind } from './person-change'

type Answer = Promise<{ ok: true } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
type Job = { effectiveOn: string; reason: string; title?: string; departmentId?: string | null; managerId?: string | null }

export type ChangeDialogProps = {
  kind: ChangeKind
  person: { id: string; name: string; title: string; department: Found | null; manager: Found | null }
  today: string
  /** As Intl names it. */
  locale: string
  /** Digits behind the point of the currency, which the amount is typed in; what is paid now, in whole units. */
  pay: { currency: string; digits: number; period: 'year' | 'month'; current: number | null }
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
    | 'leaveText'
    | 'rehireText'
    | 'from'
    | 'lastDay'
    | 'title'
    | 'department'
    | 'manager'
    | 'amount'
    | 'amountHelp'
    | 'raise'
    | 'reason'
    | 'optional'
    | 'required'
    | 'save'
    | 'cancel'
    | 'saved'
    | 'messages'
    | 'nobody'
    | 'noDepartment',
    string
  > & { date: { grammar: string; month: string; day: string }; number: { grammar: string } }
}

/** A day, and what holds from it. What is left as it is, is not sent; what was typed stays when it is refused. */
export function PersonChangeDialog({ kind, person, today, locale, pay, onClose, actions, words }: ChangeDialogProps) {
  const form = useRef<HTMLFormElement>(null)
  const [day, setDay] = useState<string | null>(today)
  const [amount, setAmount] = useState<number | null>(null)
  const [title, setTitle] = useState(person.title)
  const [department, setDepartment] = useState(person.department)
  const [manager, setManager] = useState(person.manager)
  const [reason, setReason] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()

  async function submit() {
    if (form.current?.querySelector('[data-fault]')) return showWrong()
    if (day === null) return refuse({ message: words.required, fieldErrors: { effectiveOn: words.required } })
    if (kind === 'pay' && amount === null) return refuse({ message: words.required, fieldErrors: { amountMinor: words.required } })
    setIsBusy(true)
    setFailure(undefined)
    const result = await (kind === 'pay' ? savePay(day, amount!) : saveJob(kind, day))
    setIsBusy(false)
    if (!result.ok) return refuse(result)
    toast(words.saved)
    onClose()
  }

  function refuse(why: { message: string; fieldErrors?: Record<string, string> }) {
    setFailure(why)
    showWrong()
  }

  function showWrong() {
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  function savePay(fromDate: string, whole: number) {
    const { currency, period, digits } = pay
    return actions.changePay({
      personId: person.id,
      change: { fromDate, amountMinor: Math.round(whole * 10 ** digits), currency, period },
    })
  }

  function saveJob(as: 'job' | 'leave' | 'rehire', effectiveOn: string) {
    const facts = {
      ...(title.trim() !== person.title && { title }),
      ...(department?.value !== person.department?.value && { departmentId: department?.value ?? null }),
      ...(manager?.value !== person.manager?.value && { managerId: manager?.value ?? null }),
    }
    return actions.changeJob({ personId: person.id, change: { kind: as, effectiveOn, reason, ...(as !== 'leave' && facts) } })
  }

  const fields = Object.fromEntries(Object.entries(failure?.fieldErrors ?? {}).map(([name, text]) => [name.replace(/^change\./, ''), text]))
  const titles = { job: words.jobTitle, pay: words.payTitle, leave: words.leaveTitle, rehire: words.rehireTitle }
  const texts = { job: undefined, pay: undefined, leave: words.leaveText, rehire: words.rehireText }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={titles[kind].replace('{name}', person.name)}
      description={texts[kind] || undefined}
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
        ref={form}
        id="change"
        noValidate
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <DateField
          id="change-day"
          label={kind === 'leave' ? words.lastDay : words.from}
          help={kind === 'leave' ? undefined : words.amountHelp}
          error={fields.effectiveOn ?? fields.fromDate}
          locale={locale}
          value={day}
          onValue={setDay}
          words={words.date}
          autoFocus
          isRequired
        />
        {kind === 'pay' && (
          <NumberField
            id="change-amount"
            label={words.amount}
            help={raiseText(words.raise, pay.current, amount, locale)}
            error={fields.amountMinor}
            locale={locale}
            fractionDigitsMax={pay.digits}
            value={amount}
            onValue={setAmount}
            words={words.number}
            isRequired
          />
        )}
        {(kind === 'job' || kind === 'rehire') && (
          <>
            <Field id="change-title" label={words.title} error={fields.title}>
              <Input
                {...fieldProps('change-title', { error: fields.title })}
                maxLength={200}
                value={title}
                onChange={(event) => setTitle(event.target.value)}
              />
            </Field>
            <DepartmentField
              id="change-department"
              label={words.department}
              error={fields.departmentId}
              value={department}
              onValue={setDepartment}
              words={{ nothing: words.noDepartment, placeholder: words.noDepartment }}
            />
            <PersonField
              id="change-manager"
              label={words.manager}
              error={fields.managerId}
              value={manager}
              onValue={setManager}
              words={{ nothing: words.nobody, placeholder: words.nobody }}
            />
          </>
        )}
        {kind !== 'pay' && (
          <Field id="change-reason" label={words.reason} optional={words.optional} error={fields.reason}>
            <Input
              {...fieldProps('change-reason', { error: fields.reason })}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        )}
        {failure && !Object.values(fields).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}

/** '+3.0%' beside what is paid now, while one types. */
function raiseText(template: string, current: number | null, amount: number | null, locale: string): string | undefined {
  if (current === null) return undefined
  const now = new Intl.NumberFormat(locale).format(current)
  const share = amount === null || current === 0 ? null : amount / current - 1
  const change = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  return template.replace('{current}', now) + (share === null ? '' : ` · ${change.format(share)}`)
}
