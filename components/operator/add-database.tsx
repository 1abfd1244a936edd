'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

/** A database that tenants share: its pattern is chosen once. */
export function AddDatabase({
  server,
  add,
}: {
  server: string
  add: Action<{ server: string; pattern: 'row' | 'schema' }, { name: string }>
}) {
  const t = useWords()
  const router = useRouter()
  const [pattern, setPattern] = useState<'row' | 'schema'>('row')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function submit() {
    setIsBusy(true)
    const answer = await ask(add, { server, pattern }, t('errors.network'))
    setIsBusy(false)
    setFailure(answer.ok ? undefined : answer.message)
    if (!answer.ok) return
    toast(t('servers.added', { name: answer.data.name }), { icon: 'plus' })
    router.refresh()
  }

  return (
    <div className="mt-3">
      <div className="row flex-wrap gap-2">
        <label className="chip op-filter">
          <em>{t('servers.addPattern')}</em>
          <select value={pattern} onChange={(event) => setPattern(event.target.value === 'schema' ? 'schema' : 'row')}>
            <option value="row">{t('patterns.row')}</option>
            <option value="schema">{t('patterns.schema')}</option>
          </select>
        </label>
        <Button icon="plus" isBusy={isBusy} onClick={submit}>
          {t('servers.add')}
        </Button>
        <span className="text-12 text-ink-3">{t('servers.addNote')}</span>
      </div>
      {failure ? (
        <Notice tone="bad" className="mt-3">
          {failure}
        </Notice>
      ) : null}
    </div>
  )
}
