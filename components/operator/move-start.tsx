'use client'
import { useState } from 'react'
import { Button, Field, fieldProps, Input, Notice } from '@/components/ui'
import { type Action, ask } from './action-result'
import type { Pattern } from './pattern-glyph'
import { TypedWord } from './typed-word'
import { useWords } from './use-words'

type Wanted = { toPattern: Pattern; toServerId?: string; method: 'auto' | 'online' | 'offline' }

/** The slug, and the button that starts the move; then the page of the move, on which it can be cancelled until the flip. */
export function MoveStart({
  slug,
  wanted,
  isBlocked,
  start,
}: {
  slug: string
  wanted: Wanted
  isBlocked: boolean
  start: Action<Wanted & { slug: string }, { operationId: string }>
}) {
  const t = useWords()
  const [typed, setTyped] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function run() {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await ask(start, { slug, ...wanted }, t('errors.network'))
    if (answer.ok) return location.assign(`/operations/${answer.data.operationId}`)
    setIsBusy(false)
    setFailure(answer.message)
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() === slug && !isBlocked) void run()
      }}
    >
      <Field id="confirm-move" label={<TypedWord t={t} message="tenant.type" word={slug} />}>
        <Input
          {...fieldProps('confirm-move')}
          className="mono"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Button
        type="submit"
        variant="solid"
        icon="arrow-left-right"
        className="mt-3"
        isBusy={isBusy}
        disabled={isBlocked || typed.trim() !== slug}
      >
        {t('moves.start')}
      </Button>
      <p className="help mt-2">{t('moves.startNote')}</p>
      {failure ? (
        <Notice tone="bad" className="mt-3">
          {failure}
        </Notice>
      ) : null}
    </form>
  )
}
