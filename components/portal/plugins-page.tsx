'use client'
import { useState } from 'react'
import { ActionDialog } from '@/components/plugin/action-dialog'
import type { FormField } from '@/components/plugin/action-form'
import { Button } from '@/components/ui/button'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Empty, Notice } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'
import { Toaster, toast } from '@/components/ui/toast'
import type { PluginAnswer } from '@/lib/plugin-kit'

export type PluginRow = {
  id: string
  name: string
  about: string
  version: string
  state: 'on' | 'off' | 'none'
  fields: FormField[]
  words: Record<'configureTitle' | 'removeTitle' | 'typeName' | 'installed' | 'switchedOn' | 'switchedOff' | 'removed', string>
}

type Words = Record<
  | 'title'
  | 'lead'
  | 'on'
  | 'off'
  | 'notInstalled'
  | 'install'
  | 'configure'
  | 'configured'
  | 'switchOff'
  | 'switchOn'
  | 'remove'
  | 'removeText'
  | 'removeNoWayBack'
  | 'nothing'
  | 'save'
  | 'cancel'
  | 'messages',
  string
>

export type PluginsPageProps = {
  /** Markup of ours: text and <em>. */
  sentence: string
  plugins: PluginRow[]
  actions: {
    install: (input: { plugin: string }) => Promise<PluginAnswer>
    switch: (input: { plugin: string; isOn: boolean }) => Promise<PluginAnswer>
    save: (input: { plugin: string; input: Record<string, unknown> }) => Promise<PluginAnswer>
    remove: (input: { plugin: string }) => Promise<PluginAnswer>
  }
  words: Words
}

/** What the tenant has of what it may have. */
export function PluginsPage({ sentence, plugins, actions, words }: PluginsPageProps) {
  return (
    <div className="page page-settings">
      <header className="pb-5">
        <h1 className="text-12 font-normal tracking-normal text-ink-3">{words.title}</h1>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own sentence with numbers */}
        <p className="lead" dangerouslySetInnerHTML={{ __html: sentence }} />
        <p className="mt-1 text-ink-2">{words.lead}</p>
      </header>
      {plugins.length === 0 && <Empty icon="blocks" title={words.nothing} />}
      {plugins.map((plugin) => (
        <Plugin key={plugin.id} plugin={plugin} actions={actions} words={words} />
      ))}
      <Toaster label={words.messages} />
    </div>
  )
}

function Plugin({ plugin, actions, words }: { plugin: PluginRow } & Pick<PluginsPageProps, 'actions' | 'words'>) {
  const { id, name, about, version, state, fields } = plugin
  const [isRemoving, setIsRemoving] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function press(answer: Promise<PluginAnswer>, done: string): Promise<string | undefined> {
    setIsBusy(true)
    setFailure(undefined)
    const result = await answer
    setIsBusy(false)
    if (!result.ok) return result.message
    toast(done)
  }

  return (
    <section className="border-t border-line py-5" aria-labelledby={`plugin-${id}`}>
      <div className="row gap-2">
        <h2 id={`plugin-${id}`}>{name}</h2>
        <Tag tone={state === 'on' ? 'ok' : 'neutral'} hasDot>
          {state === 'none' ? words.notInstalled : words[state]}
        </Tag>
      </div>
      <p className="text-ink-2">{about}</p>
      <p className="mb-3 text-12 text-ink-3">{version}</p>
      <div className="row flex-wrap gap-2">
        {state === 'none' && (
          <Button
            variant="solid"
            icon="plus"
            isBusy={isBusy}
            onClick={async () => setFailure(await press(actions.install({ plugin: id }), plugin.words.installed))}
          >
            {words.install}
          </Button>
        )}
        {state !== 'none' && fields.length > 0 && (
          <ActionDialog
            run={({ input }) => actions.save({ plugin: id, input })}
            plugin={id}
            action="settings"
            open={words.configure}
            icon="settings"
            title={plugin.words.configureTitle}
            fields={fields}
            submit={words.save}
            cancel={words.cancel}
            done={words.configured}
          />
        )}
        {state !== 'none' && (
          <Button
            isBusy={isBusy}
            onClick={async () =>
              setFailure(
                await press(
                  actions.switch({ plugin: id, isOn: state === 'off' }),
                  state === 'off' ? plugin.words.switchedOn : plugin.words.switchedOff,
                ),
              )
            }
          >
            {state === 'off' ? words.switchOn : words.switchOff}
          </Button>
        )}
        {state !== 'none' && (
          <Button variant="danger-quiet" onClick={() => setIsRemoving(true)}>
            {words.remove}
          </Button>
        )}
      </div>
      {failure && (
        <Notice tone="bad" className="mt-3">
          {failure}
        </Notice>
      )}
      <DangerDialog
        isOpen={isRemoving}
        onClose={() => setIsRemoving(false)}
        title={plugin.words.removeTitle}
        consequences={[words.removeText, words.removeNoWayBack]}
        confirmWith={id}
        words={{ confirm: words.remove, cancel: words.cancel, typeToConfirm: plugin.words.typeName }}
        onConfirm={() => press(actions.remove({ plugin: id }), plugin.words.removed)}
      />
    </section>
  )
}
