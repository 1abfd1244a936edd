import { ActionButton, ActionDialog, PluginHead } from '@/components/plugin'
import { Avatar, Icon } from '@/components/ui'
import type { Scope } from './kit'
import { type KudoLine, listKudos } from './list-kudos'

export async function kudosPage(scope: Scope) {
  const { t, run } = scope
  const [lines, count] = await Promise.all([listKudos(scope, { take: 50 }), scope.tables.kudo.count()])
  const body = (
    <>
      <PluginHead title={t('name')} sentence={t('sentence', { count })}>
        {scope.me.employeeId && (
          <ActionDialog
            run={run}
            plugin="kudos"
            action="give"
            open={t('give')}
            icon="plus"
            look="solid"
            title={t('give')}
            fields={[
              { kind: 'person', name: 'toId', label: t('to'), nobody: t('nobody') },
              { kind: 'textarea', name: 'message', label: t('message'), maxLength: scope.settings.messageLengthMax },
            ]}
            submit={t('send')}
            cancel={t('cancel')}
            done={t('sent')}
          />
        )}
      </PluginHead>
      <ul className="px-6 phone:px-4">
        {lines.map((line) => (
          <li key={line.id} className="row items-start gap-3 border-t border-line py-3">
            <Line line={line} scope={scope} />
            {scope.may('remove') && (
              <ActionButton
                run={run}
                plugin="kudos"
                action="remove"
                input={{ id: line.id }}
                label={t('remove')}
                look="ghost"
                size="sm"
                done={t('removed')}
                confirm={{ title: t('removeTitle'), consequences: [t('removeText')], cancel: t('cancel') }}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
  return { title: t('name'), body }
}

export async function latestKudos(scope: Scope) {
  const lines = await listKudos(scope, { take: 3 })
  if (lines.length === 0) return null
  return (
    <ul className="flex flex-col gap-3">
      {lines.map((line) => (
        <li key={line.id} className="row items-start gap-3">
          <Line line={line} scope={scope} />
        </li>
      ))}
      <li>
        <a className="link row gap-1 text-12" href={scope.path()}>
          {scope.t('all')}
          <Icon name="arrow-right" size="s" />
        </a>
      </li>
    </ul>
  )
}

export async function receivedKudos(scope: Scope, person: { id: string }) {
  const lines = await listKudos(scope, { toId: person.id, take: 3 })
  if (lines.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {lines.map(({ id, message, from }) => (
        <li key={id}>
          {message} <span className="text-12 text-ink-3">{from}</span>
        </li>
      ))}
    </ul>
  )
}

function Line({ line: { from, to, toId, message, at }, scope }: { line: KudoLine; scope: Scope }) {
  return (
    <>
      <Avatar name={from} size="s" />
      <div className="min-w-0 flex-1">
        <p className="text-12 text-ink-3">
          <a className="hover:underline" href={`/people/${toId}`}>
            {scope.t('line', { from, to })}
          </a>{' '}
          · {scope.format.moment(at)}
        </p>
        <p className="wrap-anywhere">{message}</p>
      </div>
    </>
  )
}
