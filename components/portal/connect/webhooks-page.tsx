'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Field, fieldProps, Input, type Option } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { Tag, type Tone } from '@/components/ui/tag'
import { Toaster, toast } from '@/components/ui/toast'
import { SecretDialog } from './secret-dialog'

type Answer<T = unknown> = Promise<{ ok: true; data: T } | { ok: false; message: string; fieldErrors?: Record<string, string> }>
export type WebhookCard = {
  id: string
  url: string
  host: string
  note: string
  events: string
  isOn: boolean
  state: string
  tone: Tone
  deleteTitle: string
  calls: { id: string; type: string; state: string; tone: Tone; answer: string; took: string | null; attempts: string; when: string }[]
}
export type WebhooksPageProps = {
  lead: string
  eventTypes: Option[]
  webhooks: WebhookCard[]
  actions: {
    create: (input: { url: string; note: string; eventTypes: never[] }) => Answer<{ secret: string }>
    update: (input: { id: string; change: { isOn: boolean } }) => Answer
    remove: (input: { id: string }) => Answer
    rotate: (input: { id: string }) => Answer<{ secret: string }>
    test: (input: { id: string }) => Answer
    replay: (input: { id: string }) => Answer
  }
  words: Record<
    | 'title'
    | 'new'
    | 'none'
    | 'url'
    | 'urlHelp'
    | 'note'
    | 'events'
    | 'create'
    | 'secretTitle'
    | 'secretText'
    | 'rotatedText'
    | 'test'
    | 'rotate'
    | 'off'
    | 'on'
    | 'delete'
    | 'deleteEffect'
    | 'deliveries'
    | 'noDeliveries'
    | 'replay'
    | 'sent'
    | 'copy'
    | 'copied'
    | 'done'
    | 'optional'
    | 'cancel'
    | 'messages',
    string
  >
}

/** Each address with its state, what can be done to it, and what became of the last calls. */
export function WebhooksPage({ lead, eventTypes, webhooks, actions, words }: WebhooksPageProps) {
  const [isAdding, setIsAdding] = useState(false)
  const [shown, setShown] = useState<{ secret: string; text: string }>()
  return (
    <div className="page page-settings">
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="flex-1" />
        <Button variant="solid" icon="plus" onClick={() => setIsAdding(true)}>
          {words.new}
        </Button>
      </header>
      <p className="mb-6 text-ink-2">{lead}</p>
      {webhooks.length === 0 && <p className="border-t border-line pt-6 text-ink-3">{words.none}</p>}
      {webhooks.map((webhook) => (
        <Webhook
          key={webhook.id}
          webhook={webhook}
          actions={actions}
          words={words}
          onSecret={(secret) => setShown({ secret, text: words.rotatedText })}
        />
      ))}
      {isAdding && (
        <NewWebhook
          eventTypes={eventTypes}
          create={actions.create}
          words={words}
          onClose={() => setIsAdding(false)}
          onSecret={(secret) => setShown({ secret, text: words.secretText })}
        />
      )}
      {shown && <SecretDialog title={words.secretTitle} {...shown} words={words} onClose={() => setShown(undefined)} />}
      <Toaster label={words.messages} />
    </div>
  )
}

type CardProps = Pick<WebhooksPageProps, 'actions' | 'words'> & { webhook: WebhookCard; onSecret: (secret: string) => void }

function Webhook({ webhook, actions, words, onSecret }: CardProps) {
  const { id, host, isOn, calls } = webhook
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [isDeleting, setIsDeleting] = useState(false)

  async function run<T>(name: string, work: () => Answer<T>, done?: (data: T) => void) {
    setBusy(name)
    const result = await work()
    setBusy(undefined)
    setFailure(result.ok ? undefined : result.message)
    if (result.ok) done?.(result.data)
  }
  const sent = () => toast(words.sent)

  return (
    <section className="domain-card" aria-label={host}>
      <div className="row flex-wrap gap-2">
        <h2 className="mono min-w-0 break-all">{webhook.url}</h2>
        <Tag tone={webhook.tone}>{webhook.state}</Tag>
      </div>
      <p className="text-ink-2">{[webhook.note, webhook.events].filter(Boolean).join(' · ')}</p>
      {failure && <Notice tone="bad">{failure}</Notice>}
      <div className="row flex-wrap gap-2">
        <Button icon="play" isBusy={busy === 'test'} onClick={() => run('test', () => actions.test({ id }), sent)}>
          {words.test}
        </Button>
        <Button
          icon="key-round"
          isBusy={busy === 'rotate'}
          onClick={() =>
            run(
              'rotate',
              () => actions.rotate({ id }),
              ({ secret }) => onSecret(secret),
            )
          }
        >
          {words.rotate}
        </Button>
        <Button isBusy={busy === 'on'} onClick={() => run('on', () => actions.update({ id, change: { isOn: !isOn } }))}>
          {isOn ? words.off : words.on}
        </Button>
        <span className="flex-1" />
        <Button variant="danger-quiet" onClick={() => setIsDeleting(true)}>
          {words.delete}
        </Button>
      </div>
      <details>
        <summary className="link w-max cursor-pointer text-12">
          {words.deliveries} ({calls.length})
        </summary>
        {calls.length === 0 ? (
          <p className="mt-2 text-ink-3">{words.noDeliveries}</p>
        ) : (
          <ul className="mt-2">
            {calls.map((call) => (
              <li key={call.id} className="row flex-wrap gap-2 border-t border-line py-2">
                <div className="min-w-0 flex-1">
                  <p className="row flex-wrap gap-2">
                    <code className="mono text-12">{call.type}</code>
                    <Tag tone={call.tone}>{call.state}</Tag>
                    <span className="text-12 text-ink-3">{call.attempts}</span>
                  </p>
                  <p className="text-12 text-ink-2 tabular-nums">{[call.answer, call.took, call.when].filter(Boolean).join(' · ')}</p>
                </div>
                <Button
                  size="sm"
                  isBusy={busy === call.id}
                  aria-label={`${words.replay}: ${call.type}, ${call.when}`}
                  onClick={() => run(call.id, () => actions.replay({ id: call.id }), sent)}
                >
                  {words.replay}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </details>
      <DangerDialog
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
        title={webhook.deleteTitle}
        consequences={[words.deleteEffect]}
        words={{ confirm: words.delete, cancel: words.cancel }}
        onConfirm={async () => {
          const result = await actions.remove({ id })
          return result.ok ? undefined : result.message
        }}
      />
    </section>
  )
}

type NewProps = Pick<WebhooksPageProps, 'eventTypes' | 'words'> & {
  create: WebhooksPageProps['actions']['create']
  onClose: () => void
  onSecret: (secret: string) => void
}

function NewWebhook({ eventTypes, create, onClose, onSecret, words }: NewProps) {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fieldErrors?: Record<string, string> }>()
  const errors = failure?.fieldErrors ?? {}

  async function submit(form: FormData) {
    setIsBusy(true)
    const result = await create({
      url: String(form.get('url') ?? ''),
      note: String(form.get('note') ?? ''),
      eventTypes: form.getAll('eventTypes') as never[], // the server checks each
    })
    setIsBusy(false)
    if (!result.ok) return setFailure(result)
    onClose()
    onSecret(result.data.secret)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.new}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="webhook" variant="solid" isBusy={isBusy}>
            {words.create}
          </Button>
        </>
      }
    >
      <form
        id="webhook"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <Field id="webhook-url" label={words.url} help={words.urlHelp} error={errors.url}>
          <Input
            {...fieldProps('webhook-url', { error: errors.url, help: true })}
            className="mono"
            name="url"
            type="url"
            required
            autoFocus
            placeholder="https://hooks.example.com/people"
          />
        </Field>
        <Field id="webhook-note" label={words.note} optional={words.optional}>
          <Input {...fieldProps('webhook-note')} name="note" maxLength={100} />
        </Field>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="field-label mb-1.5">{words.events}</legend>
          {eventTypes.map(({ value, label }) => (
            <Checkbox key={value} name="eventTypes" value={value} label={label} defaultChecked />
          ))}
        </fieldset>
        {failure && !Object.values(errors).includes(failure.message) && <Notice tone="bad">{failure.message}</Notice>}
      </form>
    </Dialog>
  )
}
