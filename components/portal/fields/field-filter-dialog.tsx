'use client'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input, Select } from '@/components/ui/field'
import type { FieldType } from '@/lib/hr/fields/custom-field.schema'
import { PersonChoice } from '../find-fields'

export type FieldFilterProps = {
  /** The list as it is, from its first page; what is chosen is added to it. */
  href: string
  fields: { key: string; label: string; type: FieldType; choices: { value: string; label: string }[]; digits: number }[]
  onClose: () => void
  words: Record<'add' | 'field' | 'value' | 'from' | 'to' | 'apply' | 'sort' | 'yes' | 'no' | 'nobody' | 'cancel', string>
}

/** One field and what it is, or from where to where; the address carries it, and from there it is a chip. */
export function FieldFilterDialog({ href, fields, onClose, words }: FieldFilterProps) {
  const [key, setKey] = useState(fields[0]!.key)
  const person = useRef<string>(undefined)
  const field = fields.find((each) => each.key === key)!
  const isRange = field.type === 'number' || field.type === 'money' || field.type === 'date'

  function go(change: (params: URLSearchParams) => void) {
    const url = new URL(href, location.href)
    change(url.searchParams)
    location.assign(url)
  }

  function apply(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const minor = (typed: string) =>
      field.type === 'money' && typed !== '' ? String(Math.round(Number(typed) * 10 ** field.digits)) : typed
    const conditions = isRange
      ? [
          ['gte', minor(text('from'))],
          ['lte', minor(text('to'))],
        ]
      : [['eq', field.type === 'person' ? (person.current ?? '') : text('value')]]
    const added = conditions.filter(([, value]) => value !== '')
    if (added.length === 0) return
    go((params) => {
      for (const [operator, value] of added) params.append('field', `${key}:${operator}:${value}`)
    })
  }

  const options =
    field.type === 'yesno'
      ? [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]
      : field.choices
  const inputType = field.type === 'date' ? 'date' : 'text'
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.add}
      footer={
        <>
          <Button className="mr-auto" onClick={() => go((params) => params.set('sortField', key))}>
            {words.sort}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="field-filter" variant="solid">
            {words.apply}
          </Button>
        </>
      }
    >
      <form
        id="field-filter"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          apply(new FormData(event.currentTarget))
        }}
      >
        <Field id="filter-field" label={words.field}>
          <Select
            {...fieldProps('filter-field')}
            options={fields.map((each) => ({ value: each.key, label: each.label }))}
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </Field>
        {isRange ? (
          <div key={key} className="grid grid-cols-2 gap-3">
            <Field id="filter-from" label={words.from}>
              <Input {...fieldProps('filter-from')} name="from" type={inputType} inputMode={inputType === 'text' ? 'decimal' : undefined} />
            </Field>
            <Field id="filter-to" label={words.to}>
              <Input {...fieldProps('filter-to')} name="to" type={inputType} inputMode={inputType === 'text' ? 'decimal' : undefined} />
            </Field>
          </div>
        ) : (
          <Field key={key} id="filter-value" label={words.value}>
            {field.type === 'person' ? (
              <PersonChoice
                id="filter-value"
                onPick={(picked) => {
                  person.current = picked?.value
                }}
                words={{ nothing: words.nobody }}
              />
            ) : options.length > 0 ? (
              <Select {...fieldProps('filter-value')} name="value" options={options} />
            ) : (
              <Input {...fieldProps('filter-value')} name="value" required maxLength={500} />
            )}
          </Field>
        )}
      </form>
    </Dialog>
  )
}
