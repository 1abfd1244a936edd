'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { Button, Field, fieldProps, Input, Notice } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, type ActionFailure, ask } from './action-result'
import { useWords } from './use-words'

export interface Figure {
  name: string
  label: string
  /** null: nothing is set. */
  value: number | null
  /** Whether it may be empty, which says: none. */
  isOptional: boolean
}

type Values = Record<string, number | null>

/** Whole numbers of one server that are changed together, behind a button until somebody wants to. */
export function FiguresForm({
  server,
  figures,
  change,
  words,
}: {
  server: string
  figures: Figure[]
  change: Action<{ server: string; values: Values }>
  words: { open: string; done: string; help?: string }
}) {
  const t = useWords()
  const router = useRouter()
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Pick<ActionFailure, 'message' | 'fieldErrors'>>()
  const faultOf = (name: string) => failure?.fieldErrors?.[name] ?? failure?.fieldErrors?.[`values.${name}`]

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const textOf = (name: string) => String(data.get(name) ?? '').trim()
    setIsBusy(true)
    const values = Object.fromEntries(figures.map(({ name }) => [name, textOf(name) === '' ? null : Number(textOf(name))]))
    const answer = await ask(change, { server, values }, t('errors.network'))
    setIsBusy(false)
    if (!answer.ok) return setFailure(answer)
    setFailure(undefined)
    setIsOpen(false)
    toast(words.done, { icon: 'check' })
    router.refresh()
  }

  if (!isOpen)
    return (
      <Button icon="pencil" className="mt-3" onClick={() => setIsOpen(true)}>
        {words.open}
      </Button>
    )
  return (
    <form className="mt-4" onSubmit={submit} data-hard>
      {words.help ? <p className="mb-2.5 text-12 text-ink-3">{words.help}</p> : null}
      <div className="op-figures">
        {figures.map(({ name, label, value, isOptional }) => (
          <Field key={name} id={`${id}-${name}`} label={label} error={faultOf(name)}>
            <Input
              {...fieldProps(`${id}-${name}`, { error: faultOf(name) })}
              name={name}
              type="number"
              inputMode="numeric"
              min={0}
              step={1}
              required={!isOptional}
              defaultValue={value ?? ''}
            />
          </Field>
        ))}
      </div>
      {failure ? (
        <Notice tone="bad" className="mt-3">
          {failure.message}
        </Notice>
      ) : null}
      <div className="row mt-3 gap-2">
        <Button type="submit" variant="solid" isBusy={isBusy}>
          {t('common.save')}
        </Button>
        <Button onClick={() => setIsOpen(false)}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
