'use client'
import { type ReactNode, useId, useState } from 'react'
import { PersonChoice } from '@/components/portal/find-fields'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Checkbox, Switch } from '@/components/ui/choice'
import { Field, fieldProps, Input, type Option, Select, Textarea } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { type ActionCall, useAction } from './use-action'

type Kind =
  | { kind: 'text' | 'textarea'; value?: string; maxLength?: number }
  | { kind: 'number'; value?: number; min?: number; max?: number; step?: number }
  | { kind: 'date'; value?: string; min?: string; max?: string }
  | { kind: 'choice'; value?: string; options: Option[] }
  | { kind: 'choices'; values: string[]; options: Option[] }
  | { kind: 'toggle'; value?: boolean }
  /** `nobody`: what to say when no name matches. */
  | { kind: 'person'; nobody: string }
export type FormField = Kind & { name: string; label: string; help?: string; optional?: string; isWide?: boolean }

type Props = ActionCall & {
  fields: FormField[]
  /** Sent along, unseen: which row it is about. */
  hidden?: Record<string, unknown>
  submit: string
  /** Said when it went well. */
  done: string
  /** Where to go then; without it the page is loaded anew. */
  then?: string
  look?: ButtonLook['variant']
  /** Fields side by side. */
  isRow?: boolean
  /** Ties the buttons of a dialog to it; the form then has none of its own. */
  id?: string
  onDone?: () => void
  onBusy?: (isBusy: boolean) => void
  children?: ReactNode
}

/** A form over one action: fields by their kind, errors beside them in the server's words. */
export function ActionForm({ fields, hidden = {}, submit, look = 'solid', isRow, id, children, ...call }: Props) {
  const own = useId()
  const [round, setRound] = useState(0)
  const [people, setPeople] = useState<Record<string, string | undefined>>({})
  const state = useAction(call, {
    ...call,
    onDone: () => {
      setRound(round + 1)
      setPeople({})
      call.onDone?.()
    },
  })

  async function send(form: FormData) {
    const input: Record<string, unknown> = { ...hidden }
    for (const field of fields) {
      const value = entered(field, form, people[field.name])
      if (value !== undefined) input[field.name] = value
    }
    call.onBusy?.(true)
    await state.submit(input)
    call.onBusy?.(false)
  }

  return (
    <form
      key={round}
      id={id}
      className={isRow ? 'flex flex-wrap items-end gap-3' : 'flex flex-col gap-4'}
      onSubmit={(event) => {
        event.preventDefault()
        void send(new FormData(event.currentTarget))
      }}
    >
      {fields.map((field) => (
        <Control
          key={field.name}
          id={`${own}-${field.name}`}
          field={field}
          error={state.fields[field.name]}
          onPick={(personId) => setPeople({ ...people, [field.name]: personId })}
        />
      ))}
      {children}
      {state.message && <Notice tone="bad">{state.message}</Notice>}
      {!id && (
        <Button type="submit" variant={look} isBusy={state.isBusy} className="self-start">
          {submit}
        </Button>
      )}
    </form>
  )
}

function entered(field: FormField, form: FormData, person: string | undefined): unknown {
  const text = String(form.get(field.name) ?? '').trim()
  switch (field.kind) {
    case 'toggle':
      return form.has(field.name)
    case 'choices':
      return form.getAll(field.name)
    case 'person':
      return person ?? (field.optional ? undefined : '')
    case 'number':
      return text === '' ? undefined : Number(text)
    default:
      return text === '' && field.optional ? undefined : text
  }
}

type ControlProps = { id: string; field: FormField; error?: string; onPick: (personId: string | undefined) => void }

function Control({ id, field, error, onPick }: ControlProps) {
  const { name, label, help, optional } = field
  if (field.kind === 'toggle') return <Switch name={name} label={label} help={error ?? help} defaultChecked={field.value} />
  if (field.kind === 'choices') {
    return (
      <fieldset className="flex flex-col gap-1.5">
        <legend className="field-label mb-1.5">{label}</legend>
        {field.options.map((option) => (
          <Checkbox
            key={option.value}
            name={name}
            value={option.value}
            label={option.label}
            defaultChecked={field.values.includes(option.value)}
          />
        ))}
        {(error ?? help) && <p className={error ? 'help help-bad' : 'help'}>{error ?? help}</p>}
      </fieldset>
    )
  }
  const tie = { ...fieldProps(id, { error, help }), name }
  return (
    <Field id={id} label={label} help={help} error={error} optional={optional} className={field.isWide ? 'w-full' : undefined}>
      {field.kind === 'choice' ? (
        <Select {...tie} options={field.options} defaultValue={field.value} />
      ) : field.kind === 'textarea' ? (
        <Textarea {...tie} defaultValue={field.value} maxLength={field.maxLength} rows={3} />
      ) : field.kind === 'person' ? (
        <PersonChoice id={id} error={error} onPick={(person) => onPick(person?.value)} words={{ nothing: field.nobody }} />
      ) : field.kind === 'number' ? (
        <Input {...tie} type="number" defaultValue={field.value} min={field.min} max={field.max} step={field.step} required={!optional} />
      ) : field.kind === 'date' ? (
        <Input {...tie} type="date" defaultValue={field.value} min={field.min} max={field.max} required={!optional} />
      ) : (
        <Input {...tie} defaultValue={field.value} maxLength={field.maxLength} required={!optional} />
      )}
    </Field>
  )
}
