'use client'
import { useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

export interface MailAddress {
  slug: string
  id: string
}

/** Sends one mail that was held or has failed. */
export function SendMail({ action, input }: { action: Action<MailAddress>; input: MailAddress }) {
  const t = useWords()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  async function run() {
    setIsBusy(true)
    const answer = await ask(action, input, t('errors.network'))
    setIsBusy(false)
    setFailure(answer.ok ? undefined : answer.message)
  }

  return (
    <div className="mb-3 flex flex-col gap-3" aria-live="polite">
      <div className="row">
        <Button size="sm" icon="mail" isBusy={isBusy} onClick={() => void run()}>
          {t('outbox.send')}
        </Button>
      </div>
      {failure ? <Notice tone="bad">{failure}</Notice> : null}
    </div>
  )
}
