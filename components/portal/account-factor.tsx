'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/panel'
import { Tag } from '@/components/ui/tag'
import { TotpOffer } from '@/components/ui/totp-offer'
import { FactorCode } from './factor-code'
import { RecoveryCodes, type RecoveryWords } from './recovery-codes'

type Failure = { ok: false; message: string; fieldErrors?: Record<string, string> }
type Answer<T> = Promise<{ ok: true; data: T } | Failure>
type Offer = { svg: string; secret: string }
type Codes = { recoveryCodes: string[] }

export type AccountFactorProps = {
  isOn: boolean
  status: string
  note?: string
  actions: {
    offer: (input: null) => Answer<Offer | null>
    enrol: (input: { code: string }) => Answer<Codes>
    renew: (input: { code: string }) => Answer<Codes>
    remove: (input: { code: string }) => Answer<void>
  }
  words: Record<
    'title' | 'on' | 'setUp' | 'setUpLead' | 'renew' | 'remove' | 'confirmLead' | 'cancel' | 'code' | 'qr' | 'secret',
    string
  > & {
    recovery: RecoveryWords
  }
}
type Open = { kind: 'enrol'; offer: Offer } | { kind: 'renew' | 'remove' }

/** The one who asks for a change proves it with a code; what comes of it is shown once. */
export function AccountFactor({ isOn, status, note, actions, words }: AccountFactorProps) {
  const [open, setOpen] = useState<Open>()
  const [codes, setCodes] = useState<string[]>()
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setIsBusy] = useState(false)

  async function work<T>(answer: Answer<T>, done: (data: T) => void) {
    setIsBusy(true)
    setFailure(undefined)
    const result = await answer
    setIsBusy(false)
    if (result.ok) done(result.data)
    else setFailure(result)
  }
  function send(form: FormData) {
    const input = { code: String(form.get('code') ?? '') }
    if (open?.kind === 'remove') return work(actions.remove(input), () => setOpen(undefined))
    return work(open?.kind === 'renew' ? actions.renew(input) : actions.enrol(input), ({ recoveryCodes }) => {
      setOpen(undefined)
      setCodes(recoveryCodes)
    })
  }

  return (
    <section className="border-t border-line py-6" aria-labelledby="factor">
      <div className="row gap-2">
        <h2 id="factor">{words.title}</h2>
        {isOn && <Tag tone="ok">{words.on}</Tag>}
      </div>
      <p className="text-ink-2">{status}</p>
      {note && <p className="help mt-1">{note}</p>}
      {failure && !failure.fieldErrors?.code && (
        <Notice tone="bad" className="mt-4">
          {failure.message}
        </Notice>
      )}
      {codes ? (
        <div className="mt-4">
          <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} words={words.recovery} />
        </div>
      ) : open ? (
        <form
          className="mt-4 flex max-w-[344px] flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void send(new FormData(event.currentTarget))
          }}
        >
          <p className="text-ink-2">{open.kind === 'enrol' ? words.setUpLead : words.confirmLead}</p>
          {open.kind === 'enrol' && <TotpOffer {...open.offer} words={words} />}
          <FactorCode label={words.code} error={failure?.fieldErrors?.code} />
          <div className="row gap-2">
            <Button type="submit" variant={open.kind === 'remove' ? 'danger' : 'solid'} isBusy={isBusy}>
              {open.kind === 'enrol' ? words.setUp : words[open.kind]}
            </Button>
            <Button onClick={() => setOpen(undefined)}>{words.cancel}</Button>
          </div>
        </form>
      ) : (
        <div className="row mt-4 flex-wrap gap-2">
          {isOn ? (
            <>
              <Button icon="rotate-cw" onClick={() => setOpen({ kind: 'renew' })}>
                {words.renew}
              </Button>
              <Button variant="danger-quiet" onClick={() => setOpen({ kind: 'remove' })}>
                {words.remove}
              </Button>
            </>
          ) : (
            <Button
              icon="smartphone"
              isBusy={isBusy}
              onClick={() => work(actions.offer(null), (offer) => offer && setOpen({ kind: 'enrol', offer }))}
            >
              {words.setUp}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
