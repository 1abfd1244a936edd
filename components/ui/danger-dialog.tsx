'use client'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { Field, fieldProps, Input } from './field'
import { Notice } from './panel'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  /** What happens, with numbers, and what cannot be undone. */
  consequences: ReactNode[]
  /** Typed to confirm, such as the slug; without it one press is enough. */
  confirmWith?: string
  words: { confirm: string; cancel: string; typeToConfirm?: ReactNode }
  /** Resolves to a message where it failed, and to false where something else takes this dialog's place. */
  onConfirm: () => Promise<string | false | undefined>
  /** A milder way. */
  milder?: ReactNode
  children?: ReactNode
}

/** Dangerous actions: what happens, what cannot be undone, the slug typed, a red button that names the object, the failure on the spot. */
export function DangerDialog({ isOpen, onClose, title, consequences, confirmWith, words, onConfirm, milder, children }: Props) {
  const [typed, setTyped] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const isReady = !confirmWith || typed.trim() === confirmWith

  async function confirm() {
    setIsBusy(true)
    setFailure(undefined)
    const message = await onConfirm()
    setIsBusy(false)
    if (message === false) return
    if (message) return setFailure(message)
    setTyped('')
    onClose()
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      footer={
        <>
          {milder}
          <span className="flex-1" />
          <Button onClick={onClose} autoFocus>
            {words.cancel}
          </Button>
          <Button variant="danger" isBusy={isBusy} disabled={!isReady} onClick={confirm}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-5 text-ink-2">
        {consequences.map((consequence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fixed sentences
          <li key={index}>{consequence}</li>
        ))}
      </ul>
      {children}
      {confirmWith && (
        <Field id="confirm" label={words.typeToConfirm} className="mt-4">
          <Input
            {...fieldProps('confirm')}
            className="mono"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      )}
      {failure && (
        <Notice tone="bad" className="mt-4">
          {failure}
        </Notice>
      )}
    </Dialog>
  )
}
