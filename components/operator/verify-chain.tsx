'use client'
import { useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

export interface ChainVerdict {
  isIntact: boolean
  checked: number
  broken: { seq: string } | null
  unsealed: number
  at: string
}

/** Reads the whole trail again and says whether every link holds, how many rows it read, and what is not sealed yet. */
export function VerifyChain<Input>({ verify, input, note }: { verify: Action<Input, ChainVerdict>; input: Input; note?: string }) {
  const t = useWords()
  const [verdict, setVerdict] = useState<ChainVerdict | null>(null)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  async function run() {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await ask(verify, input, t('errors.network'))
    setIsBusy(false)
    if (answer.ok) setVerdict(answer.data)
    else setFailure(answer.message)
  }

  return (
    <div className="mb-4 flex flex-col gap-3" aria-live="polite">
      <div className="row flex-wrap">
        <p className="flex-1 text-ink-2">{note ?? t('audit.note')}</p>
        <Button icon="shield-check" isBusy={isBusy} onClick={() => void run()}>
          {t('audit.verify')}
        </Button>
      </div>
      {failure ? <Notice tone="bad">{failure}</Notice> : null}
      {verdict ? (
        <Notice tone={verdict.isIntact ? 'ok' : 'bad'}>
          <b>{verdict.broken ? t('audit.broken', { seq: verdict.broken.seq }) : t('audit.verified', { count: verdict.checked })}</b>{' '}
          {verdict.broken ? t('audit.brokenNote') : t('audit.tail', { count: verdict.unsealed })}{' '}
          <span className="text-ink-3">{t('audit.verifiedAt', { time: verdict.at })}</span>
        </Notice>
      ) : null}
    </div>
  )
}
