'use client'
import { useRef, useState } from 'react'
import { Button, Field, fieldProps, Notice, Textarea } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { TypedWord } from './typed-word'
import { useWords } from './use-words'

export interface TenantRemovalProps {
  slug: string
  name: string
  people: number | null
  waitDays: number
  /** Whether an export of it can still be fetched. */
  hasExport: boolean
  /** Set when it is about to be removed. */
  pending: { begins: string; reason: string; hasBegun: boolean; operationHref: string | null } | null
  request: Action<{ slug: string; confirm: string; reason: string }>
  callOff: Action<{ slug: string }>
}

/** The removal of a tenant: what it takes away, with numbers, the typed slug; and the way back as long as there is one. */
export function TenantRemoval({ slug, name, people, waitDays, hasExport, pending, request, callOff }: TenantRemovalProps) {
  const t = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)

  async function confirm(): Promise<string | undefined> {
    if (!reason.trim()) return t('tenant.reasonRequired')
    const answer = await ask(request, { slug, confirm: slug, reason: reason.trim() }, t('errors.network'))
    if (!answer.ok) return answer.message
    toast(t('tenant.deletion.requested', { name }), { icon: 'trash-2' })
    return undefined
  }

  async function takeBack() {
    setIsBusy(true)
    const answer = await ask(callOff, { slug }, t('errors.network'))
    setIsBusy(false)
    setFailure(answer.ok ? undefined : answer.message)
    if (answer.ok) toast(t('tenant.deletion.calledOff', { name }), { icon: 'undo-2' })
  }

  return (
    <section className="mt-8">
      <h2>{t('tenant.deletion.title')}</h2>
      {pending ? (
        <Notice
          tone="warn"
          className="mt-2"
          action={
            pending.hasBegun ? (
              pending.operationHref && (
                <a className="btn btn-sm" href={pending.operationHref}>
                  {t('tenant.watch')}
                </a>
              )
            ) : (
              <Button size="sm" icon="undo-2" isBusy={isBusy} onClick={takeBack}>
                {t('tenant.deletion.callOff')}
              </Button>
            )
          }
        >
          <b>{pending.hasBegun ? t('tenant.deletion.begun', { name }) : t('tenant.deletion.waits', { name, date: pending.begins })}</b>{' '}
          {t('tenant.stoppedReason', { reason: pending.reason })}
          {failure && <p className="text-bad">{failure}</p>}
        </Notice>
      ) : (
        <>
          <p className="mb-3 text-ink-2">{t('tenant.deletion.lead', { days: waitDays })}</p>
          {hasExport ? null : (
            <Notice tone="info" className="mb-3">
              {t('tenant.deletion.exportFirst')}
            </Notice>
          )}
          <Button ref={opener} icon="trash-2" variant="danger-quiet" onClick={() => setIsOpen(true)}>
            {t('tenant.deletion.open')}
          </Button>
        </>
      )}
      <DangerDialog
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false)
          setTimeout(() => opener.current?.focus())
        }}
        title={t('tenant.deletion.heading', { name })}
        consequences={[
          t('tenant.deletion.shut', { name }),
          t('tenant.deletion.what', { people: people ?? 0, days: waitDays }),
          t('tenant.deletion.slug', { slug }),
          hasExport ? t('tenant.deletion.exported') : <b key="export">{t('tenant.deletion.notExported')}</b>,
          t('tenant.deletion.undo', { days: waitDays }),
        ]}
        confirmWith={slug}
        words={{
          confirm: t('tenant.deletion.confirm', { name }),
          cancel: t('common.cancel'),
          typeToConfirm: <TypedWord t={t} message="tenant.type" word={slug} />,
        }}
        onConfirm={confirm}
      >
        <Field id="deletion-reason" label={t('tenant.stopReason')} className="mt-4">
          <Textarea
            {...fieldProps('deletion-reason')}
            rows={2}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </DangerDialog>
    </section>
  )
}
