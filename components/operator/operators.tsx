'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Avatar, Button, State, Table, Tag, Th } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { NewOperatorDialog, type NewOperatorInput } from './new-operator-dialog'
import { Opening } from './overview'
import { TypedWord } from './typed-word'
import { useWords } from './use-words'
import { When } from './when'

export const OPERATOR_ROLES = ['admin', 'support', 'viewer'] as const
export type OperatorRole = (typeof OPERATOR_ROLES)[number]
export interface OperatorRow {
  id: string
  name: string
  email: string
  role: OperatorRole
  isActive: boolean
  hasTotp: boolean
  isSelf: boolean
  lastSignIn: { iso: string; text: string; exact: string } | null
}
type Change = { kind: 'role'; role: OperatorRole } | { kind: 'status'; status: 'active' | 'disabled' } | { kind: 'totp-reset' }
/** What somebody asked for and has not confirmed yet. */
type Asked = { operator: OperatorRow; what: 'disable' | 'totp-reset' }

/** Who runs the service. Changes end the operator's sessions; what takes rights away is confirmed with the typed address. */
export function Operators({
  sentence,
  filter,
  nothing,
  operators,
  create,
  change,
}: {
  sentence: string
  filter: ReactNode
  /** In place of the table when nobody matches. */
  nothing: string
  operators: OperatorRow[]
  create: Action<NewOperatorInput>
  change: Action<{ id: string; change: Change }>
}) {
  const t = useWords()
  const router = useRouter()
  const [isNew, setIsNew] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [failure, setFailure] = useState<{ id: string; message: string } | null>(null)

  async function apply(operator: OperatorRow, wanted: Change, done: string): Promise<string | undefined> {
    setFailure(null)
    const answer = await ask(change, { id: operator.id, change: wanted }, t('errors.network'))
    if (!answer.ok) return answer.message
    toast(t(`operators.${done}`, { name: operator.name }))
    router.refresh()
    return undefined
  }
  const applyHere = (operator: OperatorRow, wanted: Change, done: string) =>
    void apply(operator, wanted, done).then((message) => message && setFailure({ id: operator.id, message }))

  return (
    <>
      <Opening
        first={sentence}
        action={
          <Button variant="solid" icon="plus" onClick={() => setIsNew(true)}>
            {t('operators.new')}
          </Button>
        }
      />
      {filter}
      {operators.length === 0 ? <p className="text-ink-3">{nothing}</p> : null}
      <div className="op-bleed" hidden={operators.length === 0}>
        <Table isDense>
          <thead>
            <tr>
              <Th>{t('operators.name')}</Th>
              <Th className="wide-only">{t('operators.email')}</Th>
              <Th>{t('operators.role')}</Th>
              <Th>{t('operators.state')}</Th>
              <Th className="wide-only">{t('operators.factor')}</Th>
              <Th isNumber className="wide-only">
                {t('operators.lastSignIn')}
              </Th>
              <td className="w-10" />
            </tr>
          </thead>
          <tbody>
            {operators.map((operator) => (
              <tr key={operator.id}>
                <td className="op-grow">
                  <span className="op-name">
                    <Avatar name={operator.name} size="s" isNeutral />
                    <b>{operator.name}</b>
                    {operator.isSelf ? <Tag>{t('operators.you')}</Tag> : null}
                  </span>
                  {failure?.id === operator.id ? (
                    <p className="help help-bad whitespace-normal" role="alert">
                      {failure.message}
                    </p>
                  ) : null}
                </td>
                <td className="wide-only text-ink-2">{operator.email}</td>
                <td className="text-ink-2">{t(`roles.${operator.role}`)}</td>
                <td>
                  <State tone={operator.isActive ? 'ok' : 'quiet'} icon={operator.isActive ? undefined : 'pause'}>
                    {t(operator.isActive ? 'operators.active' : 'operators.disabled')}
                  </State>
                </td>
                <td className="wide-only">
                  <State tone={operator.hasTotp ? 'quiet' : 'warn'} icon={operator.hasTotp ? 'smartphone' : 'triangle-alert'}>
                    {t(operator.hasTotp ? 'operators.factorOn' : 'operators.factorOff')}
                  </State>
                </td>
                <td className="n wide-only text-ink-3">
                  {operator.lastSignIn ? <When moment={operator.lastSignIn} /> : t('common.never')}
                </td>
                <td>
                  <Menu
                    trigger={
                      <Button size="sm" variant="ghost" isIcon icon="ellipsis" aria-label={t('tenant.actions', { name: operator.name })} />
                    }
                    items={[
                      { kind: 'title', label: t('operators.changeRole') },
                      ...OPERATOR_ROLES.map((role) => ({
                        label: t(`roles.${role}`),
                        isChecked: role === operator.role,
                        onSelect: () => role !== operator.role && applyHere(operator, { kind: 'role', role }, 'changed'),
                      })),
                      { kind: 'line' },
                      {
                        label: t('operators.resetFactor'),
                        icon: 'smartphone',
                        isDisabled: !operator.hasTotp,
                        onSelect: () => setAsked({ operator, what: 'totp-reset' }),
                      },
                      operator.isActive
                        ? {
                            label: t('operators.disable'),
                            icon: 'pause',
                            isDanger: true,
                            isDisabled: operator.isSelf,
                            onSelect: () => setAsked({ operator, what: 'disable' }),
                          }
                        : {
                            label: t('operators.enable'),
                            icon: 'play',
                            onSelect: () => applyHere(operator, { kind: 'status', status: 'active' }, 'enabledDone'),
                          },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <NewOperatorDialog isOpen={isNew} onClose={() => setIsNew(false)} create={create} />
      {asked ? (
        <DangerDialog
          isOpen
          onClose={() => setAsked(null)}
          title={t(asked.what === 'disable' ? 'operators.disableHeading' : 'operators.resetHeading', { name: asked.operator.name })}
          consequences={
            asked.what === 'disable'
              ? [t('operators.disableWhat', { name: asked.operator.name }), t('operators.disableUndo')]
              : [t('operators.resetWhat', { name: asked.operator.name }), t('operators.resetUndo')]
          }
          confirmWith={asked.operator.email}
          words={{
            confirm: t(asked.what === 'disable' ? 'operators.disableDo' : 'operators.resetDo', { name: asked.operator.name }),
            cancel: t('common.cancel'),
            typeToConfirm: <TypedWord t={t} message="operators.typeEmail" word={asked.operator.email} />,
          }}
          onConfirm={() =>
            asked.what === 'disable'
              ? apply(asked.operator, { kind: 'status', status: 'disabled' }, 'disabledDone')
              : apply(asked.operator, { kind: 'totp-reset' }, 'resetDone')
          }
        />
      ) : null}
    </>
  )
}
