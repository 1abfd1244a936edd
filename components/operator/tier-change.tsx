'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Field, fieldProps, Input, Notice } from '@/components/ui'
import type { Pattern } from '@/lib/catalog'
import { type Action, ask } from './action-result'
import { TypedWord } from './typed-word'
import { useWords } from './use-words'

export interface TierChangeProps {
  slug: string
  tier: string
  toPattern: Pattern
  isBlocked: boolean
  moves: boolean
  change: Action<{ slug: string; tier: string; toPattern: Pattern }, { id: string }>
}

/** The last look: the slug typed, one button, and the failure on the spot. */
export function TierChange({ slug, tier, toPattern, isBlocked, moves, change }: TierChangeProps) {
  const t = useWords()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function start() {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await ask(change, { slug, tier, toPattern }, t('errors.network'))
    if (answer.ok) return router.push(`/operations/${answer.data.id}`)
    setIsBusy(false)
    setFailure(answer.message)
  }

  return (
    <section>
      <Field id="tier-confirm" label={<TypedWord t={t} message="tenant.type" word={slug} />}>
        <Input
          {...fieldProps('tier-confirm')}
          className="mono"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Button
        className="mt-3"
        variant="solid"
        icon="arrow-left-right"
        isBusy={isBusy}
        disabled={isBlocked || typed.trim() !== slug}
        onClick={start}
      >
        {t(moves ? 'tenant.tierChange.startMove' : 'tenant.tierChange.start')}
      </Button>
      {moves ? <p className="help mt-3">{t('tenant.tierChange.cancelNote')}</p> : null}
      {failure && (
        <Notice tone="bad" className="mt-4">
          {failure}
        </Notice>
      )}
    </section>
  )
}
