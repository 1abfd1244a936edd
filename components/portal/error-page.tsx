'use client'
import type { ReactNode } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { PlainPage } from '@/components/ui/plain-page'
import { useErrorWords } from './error-words'

/** The number is the one under which the log knows what happened. */
export function ErrorPage({ who, digest, retry }: { who?: ReactNode; digest?: string; retry: () => void }) {
  const words = useErrorWords()
  return (
    <PlainPage
      who={who}
      icon="cloud-off"
      title={words.title}
      actions={
        <>
          <Button variant="solid" size="lg" onClick={retry}>
            {words.tryAgain}
          </Button>
          <a className={buttonClass({ size: 'lg' })} href="/">
            {words.home}
          </a>
        </>
      }
      footStart={digest && <span className="mono">{words.request.replace('{id}', digest)}</span>}
    >
      <p>{words.text}</p>
    </PlainPage>
  )
}
