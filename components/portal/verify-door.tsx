'use client'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/panel'
import { TotpOffer } from '@/components/ui/totp-offer'
import { type FormAction, useFormAction } from './action-state'
import { FactorCode } from './factor-code'
import { RecoveryCodes, type RecoveryWords } from './recovery-codes'

type Shared = { action: FormAction; next: string; leave: (form: FormData) => Promise<unknown> }

export function VerifyDoor({ action, next, leave, words }: Shared & { words: Record<'code' | 'submit' | 'help' | 'other', string> }) {
  const { message, fields, submit, isBusy } = useFormAction(action)
  return (
    <>
      <form action={submit} data-hard>
        <input type="hidden" name="next" value={next} />
        {message && (
          <Notice tone="bad" className="mb-4">
            {message}
          </Notice>
        )}
        <FactorCode label={words.code} help={words.help} error={fields.code} />
        <Button type="submit" variant="solid" size="lg" isBlock isBusy={isBusy} className="mt-4">
          {words.submit}
        </Button>
      </form>
      <Leave action={leave} label={words.other} />
    </>
  )
}

type EnrolWords = Record<'code' | 'submit' | 'qr' | 'secret' | 'other', string> & { recovery: RecoveryWords }

/** The picture, then the recovery codes; only then the portal. */
export function EnrolDoor({ action, next, leave, offer, words }: Shared & { offer: { svg: string; secret: string }; words: EnrolWords }) {
  const { data, message, fields, submit, isBusy } = useFormAction(action)
  if (data) {
    const { recoveryCodes } = data as { recoveryCodes: string[] }
    return <RecoveryCodes codes={recoveryCodes} onDone={() => window.location.assign(next)} words={words.recovery} />
  }
  return (
    <>
      <form action={submit} data-hard>
        <TotpOffer {...offer} words={words} />
        {message && (
          <Notice tone="bad" className="mb-4">
            {message}
          </Notice>
        )}
        <FactorCode label={words.code} error={fields.code} />
        <Button type="submit" variant="solid" size="lg" isBlock isBusy={isBusy} className="mt-4">
          {words.submit}
        </Button>
      </form>
      <Leave action={leave} label={words.other} />
    </>
  )
}

function Leave({ action, label }: { action: Shared['leave']; label: string }) {
  return (
    <form action={action as (form: FormData) => Promise<void>} className="mt-4">
      <button type="submit" className="link text-12">
        {label}
      </button>
    </form>
  )
}
