'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/choice'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/panel'
import { ProviderForm, type ProviderFormProps } from './provider-form'

type Failure = { ok: false; message: string; fieldErrors?: Record<string, string> }
type Answer = Promise<{ ok: true; data: unknown } | Failure>
export type ProviderSettingsProps = Omit<ProviderFormProps, 'save'> & {
  state: { isOn: boolean; isOnly: boolean; isTested: boolean; tested: string } | null
  redirectUris: string[]
  domains: string
  actions: {
    save: ProviderFormProps['save']
    test: (input: null) => Answer
    switchOn: (input: { isOn: boolean }) => Answer
    requireOnly: (input: { isOnly: boolean }) => Answer
    remove: (input: null) => Answer
  }
  words: ProviderFormProps['words'] &
    Record<
      | 'title'
      | 'lead'
      | 'redirect'
      | 'redirectHelp'
      | 'domains'
      | 'domainsLink'
      | 'test'
      | 'tested'
      | 'on'
      | 'onHelp'
      | 'only'
      | 'onlyHelp'
      | 'remove'
      | 'removeTitle'
      | 'removeEffect'
      | 'removePasswords'
      | 'cancel',
      string
    >
}

/** What to enter here, what to enter there, a try, and then the switches in the order in which they make sense. */
export function ProviderSettings({ state, redirectUris, domains, actions, words, ...form }: ProviderSettingsProps) {
  const [busy, setBusy] = useState<string>()
  const [told, setTold] = useState<{ isOk: boolean; text: string }>()
  const [isRemoving, setIsRemoving] = useState(false)
  async function run(name: string, work: () => Answer, done?: string) {
    setBusy(name)
    setTold(undefined)
    const result = await work()
    setBusy(undefined)
    if (!result.ok) setTold({ isOk: false, text: result.message })
    else if (done) setTold({ isOk: true, text: done })
  }
  return (
    <section className="border-t border-line py-6" aria-labelledby="provider">
      <h2 id="provider">{words.title}</h2>
      <p className="mb-4 text-ink-2">{words.lead}</p>
      <ProviderForm {...form} save={actions.save} words={words} />
      <dl className="mt-6 flex flex-col gap-4">
        <div>
          <dt className="field-label">{words.redirect}</dt>
          <dd>
            {redirectUris.map((uri) => (
              <code key={uri} className="mono block select-all break-all">
                {uri}
              </code>
            ))}
            <p className="help">{words.redirectHelp}</p>
          </dd>
        </div>
        <div>
          <dt className="field-label">{words.domains}</dt>
          <dd>
            <p>{domains}</p>
            <a className="link text-12" href="/settings/domains">
              {words.domainsLink}
            </a>
          </dd>
        </div>
      </dl>
      {state && (
        <div className="mt-6 flex flex-col gap-4">
          {told && <Notice tone={told.isOk ? 'ok' : 'bad'}>{told.text}</Notice>}
          <div className="row flex-wrap gap-2">
            <Button isBusy={busy === 'test'} onClick={() => run('test', () => actions.test(null), words.tested)}>
              {words.test}
            </Button>
            <span className="help">
              {state.isTested && <Icon name="check" size="s" />} {state.tested}
            </span>
          </div>
          <Switch
            label={words.on}
            help={state.isTested ? undefined : words.onHelp}
            checked={state.isOn}
            disabled={busy !== undefined || (!state.isTested && !state.isOn)}
            onChange={(event) => run('on', () => actions.switchOn({ isOn: event.target.checked }))}
          />
          <Switch
            label={words.only}
            help={words.onlyHelp}
            checked={state.isOnly}
            disabled={busy !== undefined || !state.isOn}
            onChange={(event) => run('only', () => actions.requireOnly({ isOnly: event.target.checked }))}
          />
          <div>
            <Button variant="danger-quiet" onClick={() => setIsRemoving(true)}>
              {words.remove}
            </Button>
          </div>
          <DangerDialog
            isOpen={isRemoving}
            onClose={() => setIsRemoving(false)}
            title={words.removeTitle}
            consequences={[words.removeEffect, words.removePasswords]}
            words={{ confirm: words.remove, cancel: words.cancel }}
            onConfirm={async () => {
              const result = await actions.remove(null)
              return result.ok ? undefined : result.message
            }}
          />
        </div>
      )}
    </section>
  )
}
