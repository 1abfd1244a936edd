'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

/** Looks at the server now; what it found is on the page a moment later. */
export function CheckServer({ server, check }: { server: string; check: Action<{ server: string }> }) {
  const t = useWords()
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function run() {
    setIsBusy(true)
    const answer = await ask(check, { server }, t('errors.network'))
    setIsBusy(false)
    setFailure(answer.ok ? undefined : answer.message)
    if (!answer.ok) return
    toast(t('servers.checked', { name: server }), { icon: 'rotate-cw' })
    router.refresh()
  }

  return (
    <div className="mt-3">
      <Button size="sm" icon="rotate-cw" isBusy={isBusy} onClick={run}>
        {t('servers.check')}
      </Button>
      {failure ? (
        <p className="mt-2 text-bad" role="alert">
          {failure}
        </p>
      ) : null}
    </div>
  )
}
