'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button, Checkbox, Field, fieldProps, Input, Notice } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { type PreflightAnswer, PreflightFindings } from './preflight'
import { useWords } from './use-words'

type NewServer = { name: string; region: string; adminUrl: string; isPooled: boolean }

/** Rights are checked first, and again by the server when it is registered. The address stays in the form when something is refused. */
export function RegisterServer({
  preflight,
  register,
}: {
  preflight: Action<{ adminUrl: string }, PreflightAnswer>
  register: Action<NewServer, { name: string }>
}) {
  const t = useWords()
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState<'check' | 'register' | null>(null)
  const [answer, setAnswer] = useState<PreflightAnswer>()
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> }>()
  const fault = (name: string) => failure?.fields[name]

  function read(): NewServer {
    const data = new FormData(form.current!)
    const text = (name: string) => String(data.get(name) ?? '').trim()
    return { name: text('name'), region: text('region'), adminUrl: text('adminUrl'), isPooled: data.get('isPooled') !== null }
  }

  async function check() {
    setBusy('check')
    const result = await ask(preflight, { adminUrl: read().adminUrl }, t('errors.network'))
    setBusy(null)
    setAnswer(result.ok ? result.data : undefined)
    setFailure(result.ok ? undefined : { message: result.message, fields: result.fieldErrors ?? {} })
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy('register')
    const result = await ask(register, read(), t('errors.network'))
    setBusy(null)
    if (!result.ok) return setFailure({ message: result.message, fields: result.fieldErrors ?? {} })
    toast(t('servers.registered', { name: result.data.name }), { icon: 'server' })
    router.push(`/servers/${result.data.name}`)
  }

  return (
    <form ref={form} className="op-form max-w-[640px]" onSubmit={submit} data-hard>
      <Field id="server-name" label={t('servers.newName')} help={t('servers.newNameHelp')} error={fault('name')}>
        <Input
          {...fieldProps('server-name', { error: fault('name'), help: true })}
          name="name"
          required
          maxLength={40}
          autoComplete="off"
        />
      </Field>
      <Field id="server-region" label={t('servers.newRegion')} help={t('servers.newRegionHelp')} error={fault('region')}>
        <Input
          {...fieldProps('server-region', { error: fault('region'), help: true })}
          name="region"
          required
          maxLength={40}
          autoComplete="off"
        />
      </Field>
      <Field id="server-url" label={t('servers.newUrl')} help={t('servers.newUrlHelp')} error={fault('adminUrl')}>
        <Input
          {...fieldProps('server-url', { error: fault('adminUrl'), help: true })}
          name="adminUrl"
          type="password"
          required
          maxLength={2000}
          autoComplete="off"
        />
      </Field>
      <Checkbox name="isPooled" label={t('servers.newPooled')} />
      {failure && Object.keys(failure.fields).length === 0 ? <Notice tone="bad">{failure.message}</Notice> : null}
      {answer ? <PreflightFindings answer={answer} /> : null}
      <div className="row gap-2">
        <Button variant="solid" type="submit" isBusy={busy === 'register'}>
          {t('servers.newDo')}
        </Button>
        <Button icon="shield-check" isBusy={busy === 'check'} onClick={check}>
          {t('servers.newCheck')}
        </Button>
      </div>
    </form>
  )
}
