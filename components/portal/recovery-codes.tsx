'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

export type RecoveryWords = Record<'title' | 'lead' | 'copy' | 'copied' | 'done', string>

/** Shown once; whoever leaves has kept them. */
export function RecoveryCodes({ codes, onDone, words }: { codes: string[]; onDone: () => void; words: RecoveryWords }) {
  const [isCopied, setIsCopied] = useState(false)
  return (
    <section aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{words.title}</h2>
      <p className="mb-3 text-ink-2">{words.lead}</p>
      <ul className="code-list mono mb-4 select-all rounded-m border border-line p-4">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row flex-wrap gap-2">
        <Button
          icon={isCopied ? 'check' : 'copy'}
          onClick={async () => {
            await navigator.clipboard.writeText(codes.join('\n'))
            setIsCopied(true)
          }}
        >
          {isCopied ? words.copied : words.copy}
        </Button>
        <Button variant="solid" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </section>
  )
}
