'use client'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/panel'
import { toast } from '@/components/ui/toast'
import type { FieldValue } from '@/lib/hr'
import { type FieldInput, readInputs, ValueInput, type ValueWords } from './value-input'

type Answer = Promise<{ ok: true } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
export type ValuesDialogProps = {
  personId: string
  inputs: FieldInput[]
  action: (input: { personId: string; values: Record<string, FieldValue | null> }) => Answer
  onClose: () => void
  words: ValueWords & Record<'editTitle' | 'saved' | 'save' | 'cancel', string>
}

/** Only what was changed is sent: a field of before that is required by now stays as it is. */
export function ValuesDialog({ personId, inputs, action, onClose, words }: ValuesDialogProps) {
  const people = useRef(new Map<string, string>())
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()
  const errors = Object.fromEntries(Object.entries(failure?.fieldErrors ?? {}).map(([name, text]) => [name.replace(/^custom\./, ''), text]))

  async function submit(form: FormData) {
    const values = readInputs(inputs, form, people.current)
    if (Object.keys(values).length === 0) return onClose()
    setIsBusy(true)
    setFailure(undefined)
    const result = await action({ personId, values })
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    toast(words.saved)
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.editTitle}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="field-values-form" variant="solid" isBusy={isBusy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id="field-values-form"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        {inputs.map((input) => (
          <ValueInput key={input.key} input={input} error={errors[input.key]} people={people.current} words={words} />
        ))}
        {failure && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
