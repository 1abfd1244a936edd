'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/panel'

type Locale = 'en' | 'ko'
type Answer = Promise<{ ok: true; data: unknown } | { ok: false; message: string }>
export type FirstStep = { href: string; title: string; text: string; isDone: boolean }
export type FirstStepsProps = {
  /** Empty once they were put away. */
  steps: FirstStep[]
  /** Whether nobody is here yet, so that made-up people may be. */
  canHaveSample: boolean
  /** Whether the people are made up. */
  hasSample: boolean
  /** The language of the sample. */
  locale: Locale
  actions: {
    loadSample: (input: { locale: Locale }) => Answer
    wipeSample: (input: Record<string, never>) => Answer
    dismiss: (input: Record<string, never>) => Answer
  }
  words: {
    title: string
    done: string
    isDone: string
    go: string
    sample: string
    dismiss: string
    hasSample: string
    remove: string
    removeTitle: string
    consequences: string[]
    cancel: string
  }
}

/** What a new portal needs, the next thing to do first; and, as long as they are there, a word about people who are made up. */
export function FirstSteps({ steps, canHaveSample, hasSample, locale, actions, words }: FirstStepsProps) {
  const router = useRouter()
  const [doing, setDoing] = useState<'load' | 'dismiss'>()
  const [failure, setFailure] = useState<string>()
  const [isAsked, setIsAsked] = useState(false)
  const next = steps.findIndex(({ isDone }) => !isDone)

  async function run(name: 'load' | 'dismiss', action: () => Answer) {
    setDoing(name)
    const result = await action()
    setDoing(undefined)
    setFailure(result.ok ? undefined : result.message)
    router.refresh()
  }

  return (
    <>
      {hasSample && (
        <Notice
          tone="info"
          className="mt-6"
          action={
            <Button size="sm" onClick={() => setIsAsked(true)}>
              {words.remove}
            </Button>
          }
        >
          {words.hasSample}
        </Notice>
      )}
      {steps.length > 0 && (
        <section className="panel mt-6" aria-labelledby="first-steps">
          <div className="panel-head">
            <h2 id="first-steps">{words.title}</h2>
            <span className="text-12 text-ink-3 tabular-nums">{words.done}</span>
            <span className="flex-1" />
            <Button
              variant="ghost"
              size="sm"
              icon="x"
              isBusy={doing === 'dismiss'}
              onClick={() => run('dismiss', () => actions.dismiss({}))}
            >
              {words.dismiss}
            </Button>
          </div>
          <ol className="first-steps">
            {steps.map(({ href, title, text, isDone }, index) => (
              <li key={href} data-done={isDone || undefined}>
                <span className="first-step-mark" aria-hidden="true">
                  {isDone ? <Icon name="check" size="s" /> : index + 1}
                </span>
                <div className="min-w-0 flex-1">
                  <a href={href} className="font-medium">
                    {title}
                  </a>
                  {isDone && <span className="sr-only"> ({words.isDone})</span>}
                  <p className="text-13 text-ink-3">{text}</p>
                </div>
                {index === next && (
                  <a href={href} className={buttonClass({ variant: 'solid', size: 'sm' })} aria-label={`${words.go}: ${title}`}>
                    {words.go}
                  </a>
                )}
              </li>
            ))}
          </ol>
          {canHaveSample && (
            <div className="border-line border-t px-4 py-3">
              <Button
                size="sm"
                icon="wand-sparkles"
                isBusy={doing === 'load'}
                onClick={() => run('load', () => actions.loadSample({ locale }))}
              >
                {words.sample}
              </Button>
            </div>
          )}
        </section>
      )}
      {failure && (
        <Notice tone="bad" className="mt-6">
          {failure}
        </Notice>
      )}
      <DangerDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={words.removeTitle}
        consequences={words.consequences}
        words={{ confirm: words.remove, cancel: words.cancel }}
        onConfirm={async () => {
          const result = await actions.wipeSample({})
          if (!result.ok) return result.message
          router.refresh()
        }}
      />
    </>
  )
}
