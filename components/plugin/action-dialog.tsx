'use client'
import { useId, useState } from 'react'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { IconName } from '@/components/ui/icon-data'
import { ActionForm, type FormField } from './action-form'
import type { ActionCall } from './use-action'

type Props = ActionCall & {
  /** On the button that opens it. */
  open: string
  icon?: IconName
  look?: ButtonLook['variant']
  size?: ButtonLook['size']
  title: string
  text?: string
  fields: FormField[]
  hidden?: Record<string, unknown>
  submit: string
  cancel: string
  done: string
  then?: string
}

/** A button, and behind it the form of an action. */
export function ActionDialog({ open, icon, look, size, title, text, submit, cancel, ...form }: Props) {
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  return (
    <>
      <Button variant={look} size={size} icon={icon} onClick={() => setIsOpen(true)}>
        {open}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={title}
        description={text}
        footer={
          <>
            <span className="flex-1" />
            <Button onClick={() => setIsOpen(false)}>{cancel}</Button>
            <Button type="submit" form={id} variant="solid" isBusy={isBusy}>
              {submit}
            </Button>
          </>
        }
      >
        <div className="mt-4">
          <ActionForm {...form} id={id} submit={submit} onDone={() => setIsOpen(false)} onBusy={setIsBusy} />
        </div>
      </Dialog>
    </>
  )
}
