'use client'
import { useState } from 'react'
import { Switch } from '@/components/ui/choice'
import { Notice } from '@/components/ui/panel'

export type FactorPolicyProps = {
  isRequired: boolean
  save: (input: { isRequired: boolean }) => Promise<{ ok: true } | { ok: false; message: string }>
  words: Record<'title' | 'lead' | 'required' | 'requiredHelp' | 'without', string>
}

/** Takes effect as it is switched. */
export function FactorPolicy({ isRequired, save, words }: FactorPolicyProps) {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  return (
    <section className="border-t border-line py-6" aria-labelledby="factor-policy">
      <h2 id="factor-policy">{words.title}</h2>
      <p className="mb-4 text-ink-2">{words.lead}</p>
      {failure && (
        <Notice tone="bad" className="mb-4">
          {failure}
        </Notice>
      )}
      <Switch
        label={words.required}
        help={words.requiredHelp}
        checked={isRequired}
        disabled={isBusy}
        onChange={async (event) => {
          setIsBusy(true)
          const result = await save({ isRequired: event.target.checked })
          setIsBusy(false)
          setFailure(result.ok ? undefined : result.message)
        }}
      />
      <p className="help mt-2">{words.without}</p>
    </section>
  )
}
