'use client'
import { Field, fieldProps, Input, Select } from '@/components/ui/field'
import type { FieldValue } from '@/lib/hr'
import type { FieldType } from '@/lib/hr/fields/custom-field.schema'
import { PersonChoice } from '../find-fields'

export type FieldInput = {
  key: string
  type: FieldType
  label: string
  isRequired: boolean
  value: FieldValue | null
  choices: { value: string; label: string }[]
  /** Behind the point of an amount. */
  digits: number
  help?: string
}
export type ValueWords = Record<'choose' | 'yes' | 'no' | 'nobody' | 'remove' | 'optional', string>

/** The control of one of the tenant's own fields; `people` keeps who was picked, by key. */
export function ValueInput({
  input,
  error,
  people,
  words,
}: {
  input: FieldInput
  error?: string
  people: Map<string, string>
  words: ValueWords
}) {
  const { key, type, label, isRequired, help } = input
  const id = `value-${key}`
  const shared = { ...fieldProps(id, { error, help }), name: key, required: isRequired, defaultValue: shownValue(input) }
  return (
    <Field id={id} label={label} help={help} error={error} optional={isRequired ? undefined : words.optional}>
      {type === 'choice' || type === 'yesno' ? (
        <Select {...shared} options={[{ value: '', label: words.choose }, ...optionsOf(input, words)]} />
      ) : type === 'person' ? (
        <>
          <PersonChoice
            id={id}
            error={error}
            onPick={(person) => (person ? people.set(key, person.value) : people.delete(key))}
            words={{ nothing: words.nobody }}
          />
          {input.value !== null && !isRequired && (
            <label className="choice text-12">
              <input type="checkbox" className="check" name={`${key}.remove`} /> <span>{words.remove}</span>
            </label>
          )}
        </>
      ) : (
        <Input
          {...shared}
          type={type === 'date' ? 'date' : type === 'url' ? 'url' : 'text'}
          inputMode={type === 'number' || type === 'money' ? 'decimal' : undefined}
          maxLength={500}
        />
      )}
    </Field>
  )
}

const optionsOf = ({ type, choices }: FieldInput, words: ValueWords) =>
  type === 'choice'
    ? choices
    : [
        { value: 'true', label: words.yes },
        { value: 'false', label: words.no },
      ]

function shownValue({ type, value, digits }: FieldInput): string {
  if (value === null || type === 'person') return ''
  return type === 'money' ? (Number(value) / 10 ** digits).toFixed(digits) : String(value)
}

/** What was changed, typed as its field wants it; what cannot be read goes as it was typed, and the server says why not. */
export function readInputs(
  inputs: readonly FieldInput[],
  form: FormData,
  people: ReadonlyMap<string, string>,
): Record<string, FieldValue | null> {
  const changed: Record<string, FieldValue | null> = {}
  for (const input of inputs) {
    const { key, type, digits } = input
    if (type === 'person') {
      if (people.has(key)) changed[key] = people.get(key)!
      else if (form.has(`${key}.remove`)) changed[key] = null
      continue
    }
    const text = String(form.get(key) ?? '').trim()
    if (text === shownValue(input)) continue
    changed[key] = text === '' ? null : typed(type, text, digits)
  }
  return changed
}

function typed(type: FieldType, text: string, digits: number): FieldValue {
  if (type === 'yesno') return text === 'true'
  if (type !== 'number' && type !== 'money') return text
  const number = Number(text.replaceAll(/[,\s]/g, ''))
  if (!Number.isFinite(number)) return text
  return type === 'money' ? Math.round(number * 10 ** digits) : number
}
