'use client'
import { Button, buttonClass, Icon, Notice } from '@/components/ui'
import { CopyButton } from './copy-button'
import { elapsed, type OperationView } from './live-operation'
import { PatternLabel } from './pattern-glyph'
import { Receipt } from './receipt'
import { useWords } from './use-words'
import { durationWord, stepWord, type Words } from './words'

type Placed = { pattern: 'row' | 'schema' | 'database' | 'instance'; database: string; schema?: string }

/** Right of the form: nothing yet, then steps that run, then the total against the budget, the addresses and the way on. */
export function NewTenantReceipt({
  slug,
  ownerEmail,
  portalUrl,
  command,
  operation,
  isAsked,
  isLost,
  nowAt,
  budgetMilliseconds,
  onOneMore,
}: {
  slug: string
  ownerEmail: string
  portalUrl: string
  command: string
  operation: OperationView | null
  isAsked: boolean
  isLost: boolean
  nowAt: number
  budgetMilliseconds: number
  onOneMore: () => void
}) {
  const t = useWords()
  const isReady = operation?.state === 'succeeded'
  const hasFailed = operation?.state === 'failed' || operation?.state === 'cancelled'
  const title = !isAsked ? 'waiting' : isReady ? 'ready' : operation?.state === 'cancelled' ? 'cancelled' : hasFailed ? 'failed' : 'opening'
  return (
    <section className="panel op-receipt" aria-label={t('newTenant.receipt')}>
      <div className="panel-head">
        <span className={isReady ? 'text-ok' : hasFailed ? 'text-bad' : 'text-ink-3'}>
          {isAsked && !isReady && !hasFailed ? (
            <span className="ring block text-info" aria-hidden="true" />
          ) : (
            <Icon name={isReady ? 'circle-check' : hasFailed ? 'circle-x' : 'scroll-text'} size="l" />
          )}
        </span>
        <div aria-live="polite">
          <b>{t(`newTenant.${title}`, { slug })}</b>
          <p className="text-12 text-ink-3">
            {operation ? (
              <>
                {t('newTenant.operation')}{' '}
                <a className="mono link" href={`/operations/${operation.id}`}>
                  {operation.id.slice(-12)}
                </a>
              </>
            ) : (
              t('newTenant.waitingNote')
            )}
          </p>
        </div>
        <span className="flex-1" />
        {operation ? (
          <div className="op-total">
            <b>{durationWord(t, elapsed(operation, nowAt))}</b>
            <span className="text-12 text-ink-3">{t('newTenant.budget', { value: budgetMilliseconds })}</span>
          </div>
        ) : null}
      </div>
      {operation ? (
        <div className="p-4">
          <Receipt createdAt={operation.createdAt} steps={operation.steps} nowAt={nowAt} labels={receiptLabels(t)} />
          {isLost && !isReady && !hasFailed ? <p className="help mt-2">{t('newTenant.lost')}</p> : null}
        </div>
      ) : null}
      {hasFailed ? (
        <div className="p-4">
          <Notice
            tone="bad"
            action={
              <Button size="sm" onClick={onOneMore}>
                {t('common.retry')}
              </Button>
            }
          >
            {t('newTenant.failedNote', { message: operation?.error?.message ?? '' })}
          </Notice>
        </div>
      ) : null}
      {isReady ? (
        <>
          <div className="p-4">
            <Addresses t={t} slug={slug} portalUrl={portalUrl} ownerEmail={ownerEmail} placed={placedOf(operation)} />
          </div>
          <div className="row flex-wrap p-4">
            <a className={buttonClass({ variant: 'solid' })} href={portalUrl} target="_blank" rel="noreferrer">
              <Icon name="external-link" />
              {t('newTenant.openPortal')}
            </a>
            <a className={buttonClass()} href={`/tenants/${slug}/import`}>
              {t('newTenant.import')}
            </a>
            <a className={buttonClass()} href={`/tenants/${slug}`}>
              {t('newTenant.show')}
            </a>
            <span className="flex-1" />
            <Button variant="ghost" onClick={onOneMore}>
              {t('newTenant.another')}
            </Button>
          </div>
        </>
      ) : null}
      <div className="op-cli">
        <div className="row text-12 text-ink-3">
          {t('newTenant.cli')}
          <span className="flex-1" />
          <CopyButton text={command} words={{ copy: t('common.copy'), copied: t('common.copied') }} />
        </div>
        <code className="mono">{command}</code>
      </div>
    </section>
  )
}

function Addresses({
  t,
  slug,
  portalUrl,
  ownerEmail,
  placed,
}: {
  t: Words
  slug: string
  portalUrl: string
  ownerEmail: string
  placed: Placed | null
}) {
  return (
    <dl className="kv">
      <dt>{t('newTenant.openAt')}</dt>
      <dd>
        <a className="link mono" href={portalUrl} target="_blank" rel="noreferrer">
          {portalUrl.replace(/^https?:\/\//, '')}
        </a>
      </dd>
      {placed ? (
        <>
          <dt>{t('newTenant.placed')}</dt>
          <dd>
            <PatternLabel
              pattern={placed.pattern}
              label={t(`newTenant.placed${placed.pattern[0]!.toUpperCase()}${placed.pattern.slice(1)}`, {
                database: placed.database,
                schema: placed.schema ?? '',
              })}
            />
          </dd>
        </>
      ) : null}
      <dt>{t('newTenant.invitation')}</dt>
      <dd>
        {t('newTenant.invitationTo', { email: ownerEmail })},{' '}
        <a className="link" href={`/tenants/${slug}/outbox`}>
          {t('newTenant.invitationSee')}
        </a>
      </dd>
    </dl>
  )
}

/** The use case says where it put the data; where it does not, the line is left out rather than guessed. */
function placedOf(operation: OperationView): Placed | null {
  const result = operation.result as { pattern?: Placed['pattern']; database?: string; schema?: string } | null
  return result?.pattern && result.database ? { pattern: result.pattern, database: result.database, schema: result.schema } : null
}

export function receiptLabels(t: Words) {
  return {
    step: (name: string) => stepWord(t, name),
    state: (state: string) => t(`stepStates.${state}`),
    milliseconds: (value: number) => durationWord(t, value),
    axis: t('newTenant.axis'),
  }
}
