'use client'
import { type ReactNode, useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Dialog } from '@/components/ui/dialog'
import type { ActionResult } from './action-result'
import { isFinished } from './live-operation'
import { receiptLabels } from './new-tenant-receipt'
import { Receipt } from './receipt'
import { TypedWord } from './typed-word'
import { useOperation } from './use-operation'
import { useWords } from './use-words'

type Answer = Exclude<ActionResult<unknown>, { ok: true }> | { ok: true; data?: unknown } | { ok: false; message: string }
type Props = {
  onClose: () => void
  /** The question; `confirm` repeats its verb and names the object. */
  title: string
  /** What happens, with numbers, and what cannot be undone. */
  consequences: ReactNode[]
  /** Of the tenant that is meant, typed to confirm. */
  slug: string
  confirm: string
  keep?: string
  /** A milder way. */
  milder?: ReactNode
  /** Further questions, such as a reason. */
  children?: ReactNode
  run: () => Promise<Answer>
  /** Called when it is done: the operation too, where the answer names one. */
  onDone?: () => void
}

/**
 * Every dangerous button of the back office: it says what will happen, asks for the slug, and shows on the same spot what becomes of it.
 * An answer that holds an `operationId` is followed live in the same dialog; closing the dialog stops nothing.
 */
export function DangerAction({ onClose, title, consequences, slug, confirm, keep, milder, children, run, onDone }: Props) {
  const t = useWords()
  const [operationId, setOperationId] = useState<string | null>(null)

  if (operationId) return <OperationDialog id={operationId} title={title} onClose={onClose} onDone={onDone} />
  return (
    <DangerDialog
      isOpen
      onClose={onClose}
      title={title}
      consequences={consequences}
      confirmWith={slug}
      milder={milder}
      words={{
        confirm,
        cancel: keep ?? t('common.cancel'),
        typeToConfirm: <TypedWord t={t} message="tenant.type" word={slug} />,
      }}
      onConfirm={async () => {
        const answer = await run()
        if (!answer.ok) return answer.message
        const started = (answer as { data?: { operationId?: unknown } }).data?.operationId
        if (typeof started === 'string') {
          setOperationId(started)
          return false
        }
        onDone?.()
        return undefined
      }}
    >
      {children}
    </DangerDialog>
  )
}

function OperationDialog({ id, title, onClose, onDone }: Pick<Props, 'title' | 'onClose' | 'onDone'> & { id: string }) {
  const t = useWords()
  const { operation, nowAt } = useOperation(id)
  const isOver = operation !== null && isFinished(operation)
  function close() {
    if (isOver && operation.state === 'succeeded') onDone?.()
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={close}
      title={title}
      footer={
        <>
          <a className="btn" href={`/operations/${id}`}>
            {t('tenant.watch')}
          </a>
          <span className="flex-1" />
          <Button autoFocus onClick={close}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <p role="status" className="mb-2">
        {t(`opStates.${operation?.state ?? 'queued'}`)}
      </p>
      {operation ? <Receipt createdAt={operation.createdAt} steps={operation.steps} nowAt={nowAt} labels={receiptLabels(t)} /> : null}
      {operation?.error ? (
        <Notice tone="bad" className="mt-3">
          {operation.error.message}
        </Notice>
      ) : null}
    </Dialog>
  )
}
