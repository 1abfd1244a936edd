'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

/** Measures the tenant's tables at once. Reads them all, so the button waits; a failure stays beside it. */
export function MeasureNow({
  slug,
  name,
  offNote,
  measure,
}: {
  slug: string
  name: string
  /** Why it cannot be measured now. */
  offNote: string | null
  measure: Action<{ slug: string }>
}) {
  const t = useWords()
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function run() {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await ask(measure, { slug }, t('errors.network'))
    setIsBusy(false)
    if (!answer.ok) return setFailure(answer.message)
    toast(t('usage.done', { name }))
    router.refresh()
  }

  return (
    <div className="flex flex-col items-end gap-2">
      <Button icon="gauge" isBusy={isBusy} disabled={offNote !== null} onClick={() => void run()}>
        {t(isBusy ? 'usage.refreshing' : 'usage.refresh')}
      </Button>
      {offNote ? <p className="help">{offNote}</p> : null}
      {failure ? <Notice tone="bad">{failure}</Notice> : null}
    </div>
  )
}
