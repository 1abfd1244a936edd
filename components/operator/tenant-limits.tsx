'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button, buttonClass, Field, fieldProps, Input, Notice, type Option, Select } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

const LIMITS = ['rowsMax', 'storageBytesMax', 'requestsPerSecond', 'concurrentQueries', 'statementTimeoutSeconds'] as const
type Limit = (typeof LIMITS)[number]
export type LimitsForm = { slug: string; pool: string; reserve: string; deployment: string; endsOn: string } & Record<Limit, string>

export interface TenantLimitsProps {
  slug: string
  name: string
  /** What its tier says, and what it has instead: empty where it has nothing of its own. */
  tier: Record<Limit, number>
  own: Record<Limit, string>
  pool: string
  pools: Option[]
  reserve: number
  deployment: string
  deployments: string[]
  trialEndsOn: string
  /** What the tenant asks for. */
  request: { text: string; note: string; href: string } | null
  isOff: boolean
}
interface Actions {
  set: Action<LimitsForm>
  dismiss: Action<{ slug: string }>
}

/** What a tenant may use: its tier's limits or its own, whose connections it shares, who serves it, and until when it is a trial. */
export function TenantLimits({ set, dismiss, ...props }: TenantLimitsProps & Actions) {
  const t = useWords()
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> } | null>(null)
  const { slug, name, tier, own, pool, pools, reserve, deployment, deployments, trialEndsOn, request, isOff } = props

  async function run(work: () => Promise<{ ok: boolean; message?: string; fieldErrors?: Record<string, string> }>) {
    setIsBusy(true)
    const answer = await work()
    setIsBusy(false)
    if (!answer.ok) return setFailure({ message: answer.message ?? '', fields: answer.fieldErrors ?? {} })
    setFailure(null)
    toast(t('limits.saved', { name }))
    router.refresh()
  }
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (field: string) => String(data.get(field) ?? '').trim()
    const limits = Object.fromEntries(LIMITS.map((field) => [field, text(field)])) as Record<Limit, string>
    const input = { slug, ...limits, pool: text('pool'), reserve: text('reserve'), deployment: text('deployment'), endsOn: text('endsOn') }
    void run(() => ask(set, input, t('errors.network')))
  }
  const error = (field: string) => failure?.fields[field]

  return (
    <section>
      <h2 className="mb-1">{t('limits.heading')}</h2>
      <p className="mb-3 text-12 text-ink-3">{t('limits.note')}</p>
      {request ? (
        <Notice tone="info" className="mb-4">
          <p>{request.text}</p>
          {request.note ? <p className="text-ink-2">“{request.note}”</p> : null}
          <p className="row mt-2">
            <a className={buttonClass({ size: 'sm' })} href={request.href}>
              {t('limits.preview')}
            </a>
            <Button size="sm" isBusy={isBusy} disabled={isOff} onClick={() => void run(() => ask(dismiss, { slug }, t('errors.network')))}>
              {t('limits.dismiss')}
            </Button>
          </p>
        </Notice>
      ) : null}
      <form className="op-form" onSubmit={save} data-hard>
        <fieldset disabled={isOff} className="contents">
          <div className="op-pair">
            {LIMITS.map((field) => (
              <Field
                key={field}
                id={`limit-${field}`}
                label={t(`limits.${field}`)}
                help={t('limits.ofTier', { value: tier[field] })}
                error={error(`limits.${field}`)}
              >
                <Input
                  {...fieldProps(`limit-${field}`, { help: true, error: error(`limits.${field}`) })}
                  name={field}
                  inputMode="numeric"
                  defaultValue={own[field]}
                  placeholder={String(tier[field])}
                />
              </Field>
            ))}
            <Field id="limit-pool" label={t('limits.pool')} error={error('pool')}>
              <Select {...fieldProps('limit-pool', { error: error('pool') })} name="pool" options={pools} defaultValue={pool} />
            </Field>
            <Field id="limit-reserve" label={t('limits.reserve')} help={t('limits.reserveHelp')} error={error('reserve')}>
              <Input
                {...fieldProps('limit-reserve', { help: true, error: error('reserve') })}
                name="reserve"
                inputMode="numeric"
                defaultValue={String(reserve)}
              />
            </Field>
            <Field
              id="limit-deployment"
              label={t('limits.deployment')}
              help={t('limits.deploymentHelp', { running: deployments.join(', ') || '–' })}
              error={error('deployment')}
            >
              <Input
                {...fieldProps('limit-deployment', { help: true, error: error('deployment') })}
                name="deployment"
                defaultValue={deployment}
              />
            </Field>
            <Field id="limit-trial" label={t('limits.trial')} help={t('limits.trialHelp')} error={error('endsOn')}>
              <Input
                {...fieldProps('limit-trial', { help: true, error: error('endsOn') })}
                name="endsOn"
                type="date"
                defaultValue={trialEndsOn}
              />
            </Field>
          </div>
          {failure && Object.keys(failure.fields).length === 0 ? <Notice tone="bad">{failure.message}</Notice> : null}
          {failure?.fields.deployment ? <Notice tone="bad">{failure.message}</Notice> : null}
          <div>
            <Button type="submit" isBusy={isBusy}>
              {t('common.save')}
            </Button>
          </div>
        </fieldset>
      </form>
    </section>
  )
}
