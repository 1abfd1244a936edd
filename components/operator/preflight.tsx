'use client'
import { useState } from 'react'
import { Button, Notice } from '@/components/ui'
import { type Action, ask } from './action-result'
import { CopyButton } from './copy-button'
import { useWords } from './use-words'

export interface PreflightAnswer {
  version: string
  role: string
  level: 'full' | 'managed' | 'basic'
  isUsable: boolean
  findings: { code: string; weight: 'blocks' | 'limits' | 'advice'; message: string; statement: string }[]
}

/** What a server lacks, all of it together, each with the statement that grants it. */
export function PreflightFindings({ answer }: { answer: PreflightAnswer }) {
  const t = useWords()
  const { findings, isUsable, level, version, role } = answer
  const moves = { level: t(`servers.levels.${level}`) }
  const verdict = !isUsable
    ? t('servers.preflightBlocked')
    : findings.length === 0
      ? t('servers.preflightClean', moves)
      : t('servers.preflightUsable', moves)
  return (
    <div className="op-preflight" aria-live="polite">
      <Notice tone={!isUsable ? 'bad' : findings.length === 0 ? 'ok' : 'warn'}>
        <b>{verdict}</b> <span className="text-ink-2">{t('servers.asked', { version, role })}</span>
      </Notice>
      <ul>
        {findings.map(({ code, weight, statement }) => (
          <li key={code}>
            <p>
              <b>{t(`servers.findings.${code}`)}</b> <span className="text-12 text-ink-3">{t(`servers.weights.${weight}`)}</span>
            </p>
            <div className="op-statement">
              <span className="text-12 text-ink-3">{t('servers.runThere')}</span>
              <CopyButton text={statement} words={{ copy: t('servers.copy'), copied: t('servers.copied') }} />
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long statement scrolls, by keyboard too */}
              <pre className="mono" tabIndex={0}>
                {statement}
              </pre>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Asks a registered server, when somebody wants to know. */
export function ServerPreflight({ server, preflight }: { server: string; preflight: Action<{ server: string }, PreflightAnswer> }) {
  const t = useWords()
  const [isBusy, setIsBusy] = useState(false)
  const [answer, setAnswer] = useState<PreflightAnswer>()
  const [failure, setFailure] = useState<string>()

  async function run() {
    setIsBusy(true)
    const result = await ask(preflight, { server }, t('errors.network'))
    setIsBusy(false)
    setFailure(result.ok ? undefined : result.message)
    setAnswer(result.ok ? result.data : undefined)
  }

  return (
    <section>
      <h2 className="mb-1!">{t('servers.preflight')}</h2>
      <p className="mb-2.5 text-12 text-ink-3">{t('servers.preflightNote')}</p>
      <Button icon="shield-check" isBusy={isBusy} onClick={run}>
        {t('servers.preflightRun')}
      </Button>
      {failure ? (
        <Notice tone="bad" className="mt-3">
          {failure}
        </Notice>
      ) : null}
      {answer ? <PreflightFindings answer={answer} /> : null}
    </section>
  )
}
