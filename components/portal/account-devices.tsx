'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'

type Answer = Promise<{ ok: true } | { ok: false; message: string }>
export type DeviceRow = { id: string; isThis: boolean; isPhone: boolean; device: string; detail: string; endLabel: string }
export type AccountDevicesProps = {
  devices: DeviceRow[]
  endSession: (input: { sessionId: string }) => Answer
  endOthers: (input: null) => Answer
  words: Record<'title' | 'lead' | 'this' | 'end' | 'endOthers' | 'endOthersText', string>
}

/** One line a session: what it is, where from, and the way to end it. */
export function AccountDevices({ devices, endSession, endOthers, words }: AccountDevicesProps) {
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  async function run(name: string, answer: Answer) {
    setBusy(name)
    const result = await answer
    setBusy(undefined)
    setFailure(result.ok ? undefined : result.message)
  }
  return (
    <>
      <h2 id="sessions">{words.title}</h2>
      <p className="mb-2 text-ink-2">{words.lead}</p>
      {failure && <Notice tone="bad">{failure}</Notice>}
      <ul>
        {devices.map(({ id, isThis, isPhone, device, detail, endLabel }) => (
          <li key={id} className="row min-h-14 gap-3 border-b border-line py-2">
            <Icon name={isPhone ? 'smartphone' : 'monitor'} className="text-ink-3" />
            <div className="min-w-0 flex-1">
              <div>
                {device} {isThis && <Tag tone="brand">{words.this}</Tag>}
              </div>
              <div className="text-12 text-ink-3 tabular-nums">{detail}</div>
            </div>
            {!isThis && (
              <Button size="sm" isBusy={busy === id} aria-label={endLabel} onClick={() => run(id, endSession({ sessionId: id }))}>
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="row mt-4 flex-wrap gap-2">
        <Button icon="log-out" isBusy={busy === 'others'} disabled={devices.length < 2} onClick={() => run('others', endOthers(null))}>
          {words.endOthers}
        </Button>
        <span className="help">{words.endOthersText}</span>
      </div>
    </>
  )
}
