'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button, Field, fieldProps, Textarea } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { TypedWord } from './typed-word'
import { useWords } from './use-words'

/** What can be done now: one that is served can be stopped, a stopped one started, one that never opened removed. */
export type TenantChange = 'stop' | 'start' | 'remove'
export interface TenantCarefulProps {
  slug: string
  name: string
  change: TenantChange
  signedIn: number | null
  people: number | null
  /** From the address: the dialog is open at once, as the palette and the list ask for it. */
  isAsked: boolean
}
export interface TenantCarefulActions {
  stop: Action<{ slug: string; reason: string }>
  start: Action<{ slug: string }>
  remove: Action<{ slug: string }>
}

const LOOK = {
  stop: { icon: 'pause', done: 'stopped' },
  start: { icon: 'play', done: 'started' },
  remove: { icon: 'trash-2', done: 'removed' },
} as const

/** The dialog says first what happens, with numbers, takes a reason and the typed slug, and shows failures on the spot. */
export function TenantCareful({ slug, name, change, signedIn, people, isAsked, ...actions }: TenantCarefulProps & TenantCarefulActions) {
  const t = useWords()
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(isAsked)
  const [reason, setReason] = useState('')
  const [isReasonMissing, setIsReasonMissing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { icon, done } = LOOK[change]
  const fault = isReasonMissing && !reason.trim() ? t('tenant.reasonRequired') : undefined

  useEffect(() => {
    if (isAsked) setIsOpen(true)
  }, [isAsked])

  function close() {
    setIsOpen(false)
    setIsReasonMissing(false)
    if (isAsked) router.replace(`/tenants/${slug}`)
    // Opened by the address, there is nothing else to go back to.
    setTimeout(() => opener.current?.focus())
  }

  async function confirm(): Promise<string | undefined> {
    if (change === 'stop' && !reason.trim()) {
      setIsReasonMissing(true)
      return t('tenant.reasonRequired')
    }
    const noAnswer = t('errors.network')
    const answer = await (change === 'stop'
      ? ask(actions.stop, { slug, reason: reason.trim() }, noAnswer)
      : ask(actions[change], { slug }, noAnswer))
    if (!answer.ok) return answer.message
    setReason('')
    toast(t(`tenant.${done}`, { name }), { icon })
    if (change === 'remove') router.push('/tenants')
    else router.refresh()
    return undefined
  }

  const consequences = {
    stop: [
      t('tenant.stopWhat', { name }),
      signedIn === null ? null : <b key="sessions">{t('tenant.stopSessions', { count: signedIn })}</b>,
      t('tenant.stopImport'),
      people === null ? null : t('tenant.stopPeople', { count: people }),
      t('tenant.stopUndo'),
    ],
    start: [t('tenant.startWhat', { name }), t('tenant.startUndo')],
    remove: [t('tenant.removeWhat', { name, slug }), t('tenant.removeUndo')],
  }[change]

  return (
    <section>
      <h2 className="mb-1!">{t('tenant.careful')}</h2>
      <p className="mb-2.5 text-12 text-ink-3">{t('tenant.carefulNote')}</p>
      <Button ref={opener} isBlock icon={icon} variant={change === 'remove' ? 'danger-quiet' : 'outline'} onClick={() => setIsOpen(true)}>
        {t(`tenant.${change}`)}
      </Button>
      <DangerDialog
        isOpen={isOpen}
        onClose={close}
        title={t(`tenant.${change}Heading`, { name })}
        consequences={consequences.filter((consequence) => consequence !== null)}
        confirmWith={slug}
        words={{
          confirm: t(`tenant.${change}Do`, { name }),
          cancel: t('common.cancel'),
          typeToConfirm: <TypedWord t={t} message="tenant.type" word={slug} />,
        }}
        onConfirm={confirm}
      >
        {change === 'stop' ? (
          <Field id="reason" label={t('tenant.stopReason')} className="mt-4" error={fault}>
            <Textarea
              {...fieldProps('reason', { error: fault })}
              rows={2}
              maxLength={400}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        ) : null}
      </DangerDialog>
    </section>
  )
}
