'use client'
import { useState } from 'react'
import { Button, Notice, Progress } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { type Action, ask } from './action-result'
import { elapsed, isFinished, type OperationView } from './live-operation'
import { receiptLabels } from './new-tenant-receipt'
import { OperationIcon } from './operation-state'
import { Receipt } from './receipt'
import { TypedWord } from './typed-word'
import { useOperation } from './use-operation'
import { useWords } from './use-words'
import { When } from './when'
import { durationWord, kindWord, stepWord, type Words } from './words'

type Props = {
  initial: OperationView
  tenant: { slug: string; name: string } | null
  asked: { by: string; when: { iso: string; text: string; exact: string } }
  cancel: Action<{ id: string }> | null
  retry: Action<{ id: string }> | null
}

/** One operation while it lasts and after: the sentence, what runs with its numbers, every step on one axis, and the way out of a failure. */
export function OperationPage({ initial, tenant, asked, cancel, retry }: Props) {
  const t = useWords()
  const { operation, isLost, nowAt } = useOperation(initial.id, initial)
  const [isAsking, setIsAsking] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const view = operation ?? initial
  const step = view.steps.find(({ state }) => state === 'running')
  const kind = kindWord(t, view.kind)
  const names = { kind, tenant: tenant?.name ?? t('operations.noTenant') }
  const isOver = isFinished(view)
  const reportHref = tenant && view.kind === 'people.import' ? `/tenants/${tenant.slug}/import/${view.id}` : null

  async function goOn() {
    if (!retry) return
    setIsBusy(true)
    const answer = await ask(retry, { id: view.id }, t('errors.network'))
    setIsBusy(false)
    if (answer.ok) location.reload()
    else setFailure(answer.message)
  }

  return (
    <>
      <header className="op-opening">
        <h1 className="lead" aria-live="polite">
          {t(`operations.sentence.${view.state}`, {
            ...names,
            step: step ? lowerFirst(stepWord(t, step.name)) : t('operations.waitingWorker'),
            time: durationWord(t, elapsed(view, nowAt)),
          })}
        </h1>
        {cancel && !isOver ? (
          <Button icon="x" disabled={view.isCancelRequested} onClick={() => setIsAsking(true)}>
            {t(view.isCancelRequested ? 'operations.cancelled' : 'operations.cancel')}
          </Button>
        ) : null}
      </header>
      <div className="op-split">
        <div className="op-stack">
          {view.isCancelRequested && !isOver ? <Notice tone="warn">{t('operations.cancelAsked')}</Notice> : null}
          {view.error ? (
            <Notice
              tone="bad"
              action={
                reportHref ? (
                  <a className="btn btn-sm" href={reportHref}>
                    {t('operations.report')}
                  </a>
                ) : retry && view.state === 'failed' ? (
                  <Button size="sm" icon="rotate-cw" isBusy={isBusy} onClick={() => void goOn()}>
                    {t('common.retry')}
                  </Button>
                ) : null
              }
            >
              <b>{t('operations.failedAt', { step: stepWord(t, view.steps.find(({ state }) => state === 'failed')?.name ?? '') })}</b>{' '}
              {view.error.message}
              <p className="mt-1">{wayOut(t, view.kind)}</p>
            </Notice>
          ) : null}
          {failure ? <Notice tone="bad">{failure}</Notice> : null}
          {step?.progress ? <StepProgress t={t} step={step} nowAt={nowAt} /> : null}
          <section className="panel">
            <div className="panel-head">
              <OperationIcon state={view.state} />
              <h2>{t(`opStates.${view.state}`)}</h2>
              <span className="flex-1" />
              <span className="op-total">
                <b>{durationWord(t, elapsed(view, nowAt))}</b>
              </span>
            </div>
            <div className="p-4">
              <Receipt createdAt={view.createdAt} steps={view.steps} nowAt={nowAt} labels={receiptLabels(t)} />
              {isLost && !isOver ? <p className="help mt-2">{t('newTenant.lost')}</p> : null}
            </div>
          </section>
          <Result t={t} result={view.result} />
        </div>
        <div>
          <dl className="kv text-12">
            <dt>{t('operations.kind')}</dt>
            <dd>{kind}</dd>
            <dt>{t('operations.tenant')}</dt>
            <dd>
              {tenant ? (
                <a className="link" href={`/tenants/${tenant.slug}`}>
                  {tenant.name}
                </a>
              ) : (
                t('operations.noTenant')
              )}
            </dd>
            {reportHref && isOver ? (
              <>
                <dt>{t('operations.result')}</dt>
                <dd>
                  <a className="link" href={reportHref}>
                    {t('operations.report')}
                  </a>
                </dd>
              </>
            ) : null}
            <dt>{t('operations.by')}</dt>
            <dd>{asked.by}</dd>
            <dt>{t('operations.started')}</dt>
            <dd>
              <When moment={asked.when} />
            </dd>
            <dt>{t('operations.number')}</dt>
            <dd className="mono whitespace-normal break-all">{view.id}</dd>
          </dl>
        </div>
      </div>
      {cancel ? (
        <DangerDialog
          isOpen={isAsking}
          onClose={() => setIsAsking(false)}
          title={t('operations.cancelHeading', names)}
          consequences={[t('operations.cancelWhat')]}
          confirmWith={tenant?.slug}
          words={{
            confirm: t('operations.cancelDo', names),
            cancel: t('operations.keep'),
            typeToConfirm: <TypedWord t={t} message="tenant.type" word={tenant?.slug ?? ''} />,
          }}
          onConfirm={async () => {
            const answer = await ask(cancel, { id: view.id }, t('errors.network'))
            return answer.ok ? undefined : answer.message
          }}
        />
      ) : null}
    </>
  )
}

/** A step's name within a sentence; Hangul has no capitals. */
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

function wayOut(t: Words, kind: string): string {
  return t(t.has(`operations.failedWay.${kind}`) ? `operations.failedWay.${kind}` : 'operations.failedWay.other')
}

/** Counted numbers, their rate and the time left; a bar only where the end is known. */
function StepProgress({ t, step, nowAt }: { t: Words; step: OperationView['steps'][number]; nowAt: number }) {
  const { done, total, unit: unitKey } = step.progress!
  const unit = t.has(`operations.unit.${unitKey}`) ? t(`operations.unit.${unitKey}`) : (unitKey ?? '')
  const seconds = step.startedAt ? (nowAt - Date.parse(step.startedAt)) / 1000 : 0
  const rate = seconds >= 1 ? done / seconds : 0
  const parts = [
    total ? t('operations.progressOf', { done, total, unit }) : t('operations.progress', { done, unit }),
    rate > 0 ? t('operations.perSecond', { rate: Math.round(rate), unit }) : null,
    rate > 0 && total && total > done ? t('operations.left', { time: durationWord(t, ((total - done) / rate) * 1000) }) : null,
  ]
  return <Progress done={done} total={total} label={stepWord(t, step.name)} text={parts.filter(Boolean).join(', ')} />
}

/** The numbers an operation ended with: what is a number or a short text, by its own name. */
function Result({ t, result }: { t: Words; result: unknown }) {
  if (!result || typeof result !== 'object') return null
  const pairs = Object.entries(result).filter((pair): pair is [string, string | number] => ['string', 'number'].includes(typeof pair[1]))
  if (pairs.length === 0) return null
  return (
    <section>
      <h2 className="mb-2">{t('operations.result')}</h2>
      <dl className="kv">
        {pairs.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{t.has(`operations.results.${name}`) ? t(`operations.results.${name}`) : name}</dt>
            <dd className="tabular-nums">{typeof value === 'number' ? t('common.count', { count: value }) : value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
