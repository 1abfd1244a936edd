'use client'
import { useState } from 'react'
import { Button, Icon, Notice } from '@/components/ui'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'
import { durationWord } from './words'

export interface WallsVerdict {
  /** Those that answered: of the others the self-test says that they do not. */
  databases: number
  findings: { database: string; rule: string; object: string; problem: string }[]
  proofs: { database: string; isIntact: boolean; problem: string | null }[]
  selfTestMilliseconds: number
}

/** Lint and self-test of isolation on demand, with every finding named. */
export function Walls({ test }: { test: Action<Record<string, never>, WallsVerdict> }) {
  const t = useWords()
  const [verdict, setVerdict] = useState<WallsVerdict | null>(null)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  async function run() {
    setIsBusy(true)
    setFailure(undefined)
    const answer = await ask(test, {}, t('errors.network'))
    setIsBusy(false)
    if (answer.ok) setVerdict(answer.data)
    else setFailure(answer.message)
  }
  const fallen = verdict?.proofs.filter(({ isIntact }) => !isIntact) ?? []

  return (
    <div className="flex flex-col gap-3" aria-live="polite">
      <Button icon="shield-check" isBlock isBusy={isBusy} onClick={() => void run()}>
        {t(isBusy ? 'health.running' : 'health.run')}
      </Button>
      {failure ? <Notice tone="bad">{failure}</Notice> : null}
      <dl className="kv text-12">
        <dt>{t('health.selfTest')}</dt>
        <dd>
          {verdict ? (
            <Verdict
              isGood={fallen.length === 0}
              text={
                fallen.length === 0
                  ? t('health.selfTestPassed', { ms: durationWord(t, verdict.selfTestMilliseconds) })
                  : t('health.selfTestFailed')
              }
            />
          ) : (
            <span className="text-ink-3">{t('health.notRun')}</span>
          )}
        </dd>
        <dt>{t('health.lint')}</dt>
        <dd>
          {verdict ? (
            <Verdict
              isGood={verdict.findings.length === 0}
              text={
                verdict.findings.length === 0
                  ? t('health.lintClean', { count: verdict.databases })
                  : t('health.lintFindings', { count: verdict.findings.length })
              }
            />
          ) : (
            <span className="text-ink-3">{t('health.notRun')}</span>
          )}
        </dd>
      </dl>
      {fallen.map((proof) => (
        <Notice key={proof.database} tone="bad">
          <b className="mono">{proof.database}</b> {proof.problem}
        </Notice>
      ))}
      {verdict?.findings.map((finding) => (
        <Notice key={`${finding.database} ${finding.rule} ${finding.object}`} tone="bad">
          <b className="mono">{finding.object}</b> {finding.problem} <span className="text-ink-3">{finding.rule}</span>
        </Notice>
      ))}
    </div>
  )
}

function Verdict({ isGood, text }: { isGood: boolean; text: string }) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${isGood ? 'text-ok' : 'text-bad'}`}>
      <Icon name={isGood ? 'check' : 'x'} size="s" />
      {text}
    </span>
  )
}
