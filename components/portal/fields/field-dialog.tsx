'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input, type Option, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { toast } from '@/components/ui/toast'
import type { Choice } from '@/lib/hr/fields/custom-field.schema'
import { ChoiceEditor } from './choice-editor'
import type { FieldRow, FieldsPageProps } from './fields-page'

export type FieldDialogProps = {
  row?: FieldRow
  currency: string
  types: Option[]
  entities: Option[]
  accesses: Option[]
  onClose: () => void
  onArchive: (row: FieldRow, isArchived: boolean) => void
  onDelete: (row: FieldRow) => void
  actions: Pick<FieldsPageProps['actions'], 'create' | 'update'>
  words: Record<
    | 'newTitle'
    | 'of'
    | 'labelEn'
    | 'labelKo'
    | 'labelHelp'
    | 'key'
    | 'keyHelp'
    | 'type'
    | 'typeHelp'
    | 'currency'
    | 'choices'
    | 'choiceEn'
    | 'choiceKo'
    | 'addChoice'
    | 'removeChoice'
    | 'access'
    | 'accessHelp'
    | 'isRequired'
    | 'isFilterable'
    | 'filterableHelp'
    | 'archive'
    | 'restore'
    | 'delete'
    | 'saved'
    | 'ready'
    | 'save'
    | 'cancel',
    string
  >
}

/** A field that is new, or one that is there: what is kept by it decides what can still be changed. */
export function FieldDialog({ row, currency, types, entities, accesses, onClose, onArchive, onDelete, actions, words }: FieldDialogProps) {
  const field = row?.field
  const [type, setType] = useState<string>(field?.type ?? 'text')
  const [entity, setEntity] = useState<string>(field?.entity ?? 'person')
  const [choices, setChoices] = useState<(Omit<Choice, 'value'> & { value?: string })[]>(field?.choices ?? [{ labels: {} }])
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()
  const errors = Object.fromEntries(
    Object.entries(failure?.fieldErrors ?? {}).map(([name, text]) => [name.replace(/^change\./, '').split('.')[0]!, text]),
  )

  async function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const shared = {
      labels: { en: text('labelEn') || undefined, ko: text('labelKo') || undefined },
      ...(type === 'choice' && { choices: choices.filter(({ labels }) => labels.en || labels.ko) }),
      access: text('access'),
      isRequired: form.has('isRequired'),
      isFilterable: form.has('isFilterable'),
    }
    setIsBusy(true)
    setFailure(undefined)
    const result = field
      ? await actions.update({ id: field.id, change: shared as never })
      : await actions.create({
          ...shared,
          entity,
          key: text('key'),
          type,
          ...(type === 'money' && { currency: text('currency').toUpperCase() }),
        } as never)
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    const isBeingMadeReady = (result.data as { isBeingMadeReady?: boolean } | null)?.isBeingMadeReady
    toast(isBeingMadeReady ? words.ready : words.saved)
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={row ? row.words.editTitle : words.newTitle}
      footer={
        <>
          {row && (
            <span className="row mr-auto gap-1">
              <Button variant="danger-quiet" onClick={() => onDelete(row)}>
                {words.delete}
              </Button>
              <Button onClick={() => onArchive(row, !row.field.isArchived)}>{row.field.isArchived ? words.restore : words.archive}</Button>
            </span>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="custom-field" variant="solid" isBusy={isBusy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id="custom-field"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <div className="grid grid-cols-2 gap-3">
          <Field id="field-en" label={words.labelEn} help={words.labelHelp} error={errors.labels}>
            <Input
              {...fieldProps('field-en', { error: errors.labels, help: true })}
              name="labelEn"
              maxLength={80}
              autoFocus
              defaultValue={field?.labels.en}
            />
          </Field>
          <Field id="field-ko" label={words.labelKo}>
            <Input {...fieldProps('field-ko')} name="labelKo" maxLength={80} lang="ko" defaultValue={field?.labels.ko} />
          </Field>
        </div>
        {!field && (
          <>
            <div className="grid grid-cols-2 gap-3">
              <Field id="field-entity" label={words.of}>
                <Select id="field-entity" options={entities} value={entity} onChange={(event) => setEntity(event.target.value)} />
              </Field>
              <Field id="field-type" label={words.type} help={words.typeHelp}>
                <Select
                  {...fieldProps('field-type', { help: true })}
                  options={types}
                  value={type}
                  onChange={(event) => setType(event.target.value)}
                />
              </Field>
            </div>
            <Field id="field-key" label={words.key} help={words.keyHelp} error={errors.key}>
              <Input
                {...fieldProps('field-key', { error: errors.key, help: true })}
                className="mono"
                name="key"
                required
                maxLength={40}
                pattern="[a-z][a-z0-9_]*"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                placeholder="badge_number"
              />
            </Field>
            {type === 'money' && (
              <Field id="field-currency" label={words.currency} error={errors.currency}>
                <Input
                  {...fieldProps('field-currency', { error: errors.currency })}
                  name="currency"
                  required
                  maxLength={3}
                  defaultValue={currency}
                />
              </Field>
            )}
          </>
        )}
        {type === 'choice' && <ChoiceEditor choices={choices} onChange={setChoices} error={errors.choices} words={words} />}
        <Field id="field-access" label={words.access} help={words.accessHelp}>
          <Select
            {...fieldProps('field-access', { help: true })}
            name="access"
            options={accesses}
            defaultValue={field?.access ?? 'directory'}
          />
        </Field>
        <Checkbox name="isRequired" label={words.isRequired} defaultChecked={field?.isRequired} />
        {entity === 'person' && (
          <Checkbox name="isFilterable" label={words.isFilterable} help={words.filterableHelp} defaultChecked={field?.isFilterable} />
        )}
        {failure && !Object.values(errors).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
