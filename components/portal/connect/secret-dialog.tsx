'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** What is shown once: a key or a signing secret. */
export function SecretDialog({
  title,
  text,
  secret,
  onClose,
  words,
}: {
  title: string
  text: string
  secret: string
  onClose: () => void
  words: Record<'copy' | 'copied' | 'done', string>
}) {
  const [isCopied, setIsCopied] = useState(false)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={text}
      footer={
        <Button variant="solid" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <p className="row mt-4 gap-2">
        <code className="mono min-w-0 flex-1 break-all">{secret}</code>
        <Button
          icon={isCopied ? 'check' : 'copy'}
          autoFocus
          onClick={async () => {
            await navigator.clipboard.writeText(secret)
            setIsCopied(true)
          }}
        >
          {isCopied ? words.copied : words.copy}
        </Button>
      </p>
    </Dialog>
  )
}
