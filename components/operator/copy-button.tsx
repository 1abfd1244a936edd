'use client'
import { useState } from 'react'
import { Button } from '@/components/ui'

/** Copies a text; says so for two seconds. */
export function CopyButton({ text, words }: { text: string; words: { copy: string; copied: string } }) {
  const [isCopied, setIsCopied] = useState(false)
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={isCopied ? 'check' : 'copy'}
      onClick={async () => {
        await navigator.clipboard.writeText(text)
        setIsCopied(true)
        setTimeout(() => setIsCopied(false), 2000)
      }}
    >
      {isCopied ? words.copied : words.copy}
    </Button>
  )
}
