'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Input, Notice, State, Table, TableScroll, Th } from '@/components/ui'
import { DangerDialog } from '@/components/ui/danger-dialog'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { TypedWord } from './typed-word'
import { useWords } from './use-words'

export interface FlagRuleRow {
  key: string
  label: string
  owner: string
  /** What the kill switch leaves. */
  offWord: string
  isKilled: boolean
  percent: number | null
  on: number
  tenants: number
  byRule: string
}
type Change = { key: string; isKilled?: boolean; rolloutPercent?: number | null }

/** Every flag for all tenants at once: whom it reaches, its roll-out in steps, and the switch that ends it for everyone. */
export function FlagRules({ flags, canSet, set }: { flags: FlagRuleRow[]; canSet: boolean; set: Action<Change> }) {
  const t = useWords()
  const router = useRouter()
  const [failure, setFailure] = useState<{ key: string; message: string }>()
  const [asked, setAsked] = useState<FlagRuleRow | null>(null)

  async function apply(change: Change, done: string): Promise<string | undefined> {
    setFailure(undefined)
    const answer = await ask(set, change, t('errors.network'))
    if (!answer.ok) return answer.message
    toast(done)
    router.refresh()
    return undefined
  }
  const applyHere = (change: Change, done: string) =>
    void apply(change, done).then((message) => message && setFailure({ key: change.key, message }))

  return (
    <>
      <TableScroll label={t('allFlags.page')}>
        <Table isDense>
          <thead>
            <tr>
              <Th>{t('flags.flag')}</Th>
              <Th className="wide-only">{t('tenants.state')}</Th>
              <Th isNumber>{t('allFlags.reach')}</Th>
              <Th className="wide-only">{t('allFlags.how')}</Th>
              <Th>{t('allFlags.rollout')}</Th>
              <td />
            </tr>
          </thead>
          <tbody>
            {flags.map((flag) => (
              <tr key={flag.key}>
                <td>
                  <span className="font-medium">{flag.label}</span> <span className="mono only-desk text-ink-3">{flag.key}</span>
                  {failure?.key === flag.key ? (
                    <Notice tone="bad" className="my-1 whitespace-normal">
                      {failure.message}
                    </Notice>
                  ) : null}
                </td>
                <td className="wide-only">
                  <State tone={flag.isKilled ? 'bad' : 'ok'} icon={flag.isKilled ? 'circle-x' : undefined}>
                    {t(flag.isKilled ? 'allFlags.killed' : 'allFlags.live')}
                  </State>
                </td>
                <td className="n">{t('allFlags.reachOf', { on: flag.on, tenants: flag.tenants })}</td>
                <td className="wide-only text-12 text-ink-3">{flag.byRule}</td>
                <td>
                  {canSet ? (
                    <RolloutField flag={flag} onSet={applyHere} />
                  ) : flag.percent === null ? (
                    t('allFlags.noRollout')
                  ) : (
                    t('units.percent', { value: flag.percent })
                  )}
                </td>
                <td className="n">
                  {!canSet ? null : flag.isKilled ? (
                    <Button
                      size="sm"
                      icon="undo-2"
                      onClick={() => applyHere({ key: flag.key, isKilled: false }, t('allFlags.unkillDone', { flag: flag.label }))}
                    >
                      {t('allFlags.unkill')}
                    </Button>
                  ) : (
                    <Button size="sm" variant="danger-quiet" onClick={() => setAsked(flag)}>
                      {t('allFlags.kill')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
      {asked ? (
        <DangerDialog
          isOpen
          onClose={() => setAsked(null)}
          title={t('allFlags.killHeading', { flag: asked.label })}
          consequences={[t('allFlags.killWhat', { tenants: asked.tenants, value: asked.offWord }), t('allFlags.killUndo')]}
          confirmWith={asked.key}
          words={{
            confirm: t('allFlags.killDo', { flag: asked.label }),
            cancel: t('common.cancel'),
            typeToConfirm: <TypedWord t={t} message="operators.typeEmail" word={asked.key} />,
          }}
          onConfirm={() => apply({ key: asked.key, isKilled: true }, t('allFlags.killDone', { flag: asked.label }))}
        />
      ) : null}
    </>
  )
}

/** Percent of tenants; saving says how far it is now, and 'end' takes the roll-out away altogether. */
function RolloutField({ flag, onSet }: { flag: FlagRuleRow; onSet: (change: Change, done: string) => void }) {
  const t = useWords()
  const stored = flag.percent === null ? '' : String(flag.percent)
  const [typed, setTyped] = useState(stored)
  const percent = Number(typed)
  const isRight = typed !== '' && Number.isInteger(percent) && percent >= 0 && percent <= 100
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) onSet({ key: flag.key, rolloutPercent: percent }, t('allFlags.saved', { flag: flag.label, percent }))
      }}
    >
      <Input
        size="sm"
        type="number"
        min={0}
        max={100}
        step={1}
        inputMode="numeric"
        className="w-18! text-right tabular-nums"
        aria-label={`${flag.label}: ${t('allFlags.percent')}`}
        placeholder="–"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span aria-hidden="true">%</span>
      {typed !== stored ? (
        <Button size="sm" type="submit" disabled={!isRight}>
          {t('allFlags.save')}
        </Button>
      ) : flag.percent !== null ? (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setTyped('')
            onSet({ key: flag.key, rolloutPercent: null }, t('allFlags.ended', { flag: flag.label }))
          }}
        >
          {t('allFlags.end')}
        </Button>
      ) : null}
    </form>
  )
}
