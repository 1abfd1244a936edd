'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button, Notice, Select, Switch, Table, Tag, Th } from '@/components/ui'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { useWords } from './use-words'

type Value = boolean | number | string
export interface FlagRow {
  key: string
  label: string
  owner: string
  value: Value
  valueWord: string
  /** For flags that are not a switch: the values it may have, as texts. */
  choices: string[] | null
  rule: string
  ruleKey: 'kill' | 'tenant' | 'rollout' | 'tier' | 'default'
  hasOwn: boolean
}

/** Every flag with its value and the rule that decided; each row saves by itself and shows its own failure. */
export function FlagsTable({
  slug,
  flags,
  canSet,
  set,
}: {
  slug: string
  flags: FlagRow[]
  canSet: boolean
  set: Action<{ slug: string; key: string; value: Value | null }>
}) {
  const t = useWords()
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<{ key: string; message: string } | null>(null)

  async function give(flag: FlagRow, value: Value | null) {
    setBusy(flag.key)
    setFailure(null)
    const answer = await ask(set, { slug, key: flag.key, value }, t('errors.network'))
    setBusy(null)
    if (!answer.ok) return setFailure({ key: flag.key, message: answer.message })
    toast(t(value === null ? 'flags.cleared' : 'flags.saved', { flag: flag.label }))
    router.refresh()
  }

  return (
    <div className="op-bleed">
      <Table isDense>
        <thead>
          <tr>
            <Th>{t('flags.flag')}</Th>
            <Th>{t('flags.value')}</Th>
            <Th className="wide-only">{t('flags.rule')}</Th>
            <Th className="wide-only">{t('flags.owner')}</Th>
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
              <td>
                <FlagControl
                  flag={flag}
                  isOff={!canSet || busy !== null || flag.ruleKey === 'kill'}
                  onGive={(value) => void give(flag, value)}
                  label={t('flags.set', { flag: flag.label })}
                />
              </td>
              <td className="wide-only">
                <Tag tone={flag.ruleKey === 'kill' ? 'bad' : flag.ruleKey === 'tenant' ? 'brand' : 'neutral'}>{flag.rule}</Tag>
                {flag.ruleKey === 'kill' ? <span className="ml-2 text-12 text-ink-3">{t('flags.killed')}</span> : null}
              </td>
              <td className="wide-only text-ink-2">{flag.owner}</td>
              <td className="n">
                {flag.hasOwn && canSet ? (
                  <Button size="sm" icon="undo-2" isBusy={busy === flag.key} onClick={() => void give(flag, null)}>
                    {t('flags.clear')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function FlagControl({ flag, isOff, label, onGive }: { flag: FlagRow; isOff: boolean; label: string; onGive: (value: Value) => void }) {
  if (typeof flag.value === 'boolean')
    return (
      <span className="row">
        <Switch aria-label={label} checked={flag.value} disabled={isOff} onChange={(event) => onGive(event.target.checked)} />
        <span className="text-ink-2">{flag.valueWord}</span>
      </span>
    )
  return (
    <Select
      size="sm"
      className="w-24!"
      aria-label={label}
      value={String(flag.value)}
      disabled={isOff}
      options={(flag.choices ?? []).map((value) => ({ value, label: value }))}
      onChange={(event) => onGive(typeof flag.value === 'number' ? Number(event.target.value) : event.target.value)}
    />
  )
}
