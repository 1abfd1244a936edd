'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/panel'
import { Toaster, toast } from '@/components/ui/toast'
import { PersonFormFields } from './person-form-fields'
import { hireInput, KEPT_FOR_NEXT, type PersonDraft, updateInput } from './person-form-input'

type Failure = { ok: false; message: string; fieldErrors?: Record<string, string> }
export type PersonFormProps = {
  /** undefined: somebody new. */
  personId?: string
  /** As Intl names it. */
  locale: string
  isFamilyNameFirst: boolean
  /** What this person may write, of this person. */
  parts: Record<'directory' | 'contact' | 'personal' | 'identity' | 'salary', boolean>
  initial: PersonDraft
  currencies: { code: string; digits: number }[]
  hasNationalId: boolean
  backHref: string
  actions: {
    hire?: (input: ReturnType<typeof hireInput>) => Promise<{ ok: true; data: { id: string } } | Failure>
    update?: (input: { personId: string; change: ReturnType<typeof updateInput> }) => Promise<{ ok: true } | Failure>
  }
  words: PersonFormWords
}
export type PersonFormWords = {
  title: string
  lead: string
  save: string
  another: string
  cancel: string
  saved: string
  messages: string
  check: string
  optional: string
  nobody: string
  nothing: string
  required: string
  date: { grammar: string; month: string; day: string }
  number: { grammar: string }
  sections: Record<'person' | 'job' | 'pay' | 'contact' | 'personal', string>
  fields: Record<keyof PersonDraft | 'genderNone' | 'F' | 'M' | 'X' | 'year' | 'month', string>
  help: Record<'number' | 'manager' | 'nationalId' | 'pay', string>
}

/** Somebody new, or what is known of somebody. What was typed stays until it is saved. */
export function PersonForm(props: PersonFormProps) {
  const { personId, initial, parts, currencies, backHref, actions, words } = props
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(initial)
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState<'leave' | 'stay'>()
  const [failure, setFailure] = useState<Failure>()
  const errors = Object.fromEntries(
    Object.entries(failure?.fieldErrors ?? {}).map(([name, text]) => [
      name.replace(/^change\./, '').replace(/^salary\.\w+$/, 'amount'),
      text,
    ]),
  )

  function set<K extends keyof PersonDraft>(field: K, value: PersonDraft[K]) {
    setDraft((known) => ({ ...known, [field]: value }))
    if (errors[field]) setFailure(undefined)
  }

  function findMissing(): Record<string, string> {
    const missing: Record<string, string> = {}
    if (parts.directory && draft.lastName.trim() === '') missing.lastName = words.required
    if (parts.directory && draft.hiredOn === null) missing.hiredOn = words.required
    return missing
  }

  async function save(then: 'leave' | 'stay') {
    const missing = findMissing()
    const isWrong = form.current?.querySelector('[data-fault]') !== null
    if (isWrong || Object.keys(missing).length > 0) {
      setFailure({ ok: false, message: words.check, fieldErrors: missing })
      return showWrong()
    }
    const changes = updateInput(draft, initial, parts)
    if (personId && Object.keys(changes).length === 0) return router.push(backHref)
    setBusy(then)
    setFailure(undefined)
    if (personId) {
      const result = await actions.update!({ personId, change: changes })
      if (result.ok) return router.push(backHref)
      refused(result)
    } else {
      const digits = currencies.find(({ code }) => code === draft.currency)?.digits ?? 2
      const result = await actions.hire!(hireInput(draft, parts, digits))
      if (!result.ok) refused(result)
      else if (then === 'leave') return router.push(`/people/${result.data.id}`)
      else startAgain()
    }
    setBusy(undefined)
  }

  function refused(result: Failure) {
    setFailure(result)
    showWrong()
  }

  function startAgain() {
    toast(words.saved.replace('{name}', [draft.firstName, draft.lastName].filter(Boolean).join(' ')))
    const kept = Object.fromEntries(KEPT_FOR_NEXT.map((field) => [field, draft[field]]))
    setDraft({ ...initial, ...kept })
    setRound(round + 1)
    requestAnimationFrame(() => form.current?.querySelector('input')?.focus())
  }

  /** After the fields have been drawn with what is wrong. */
  function showWrong() {
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  return (
    <form
      ref={form}
      noValidate
      className="page page-settings"
      onSubmit={(event) => {
        event.preventDefault()
        save('leave')
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault()
          form.current?.requestSubmit()
        }
      }}
    >
      <header className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="mt-1 text-ink-2">{words.lead}</p>
        </div>
      </header>
      <PersonFormFields key={round} {...props} draft={draft} set={set} errors={errors} />
      {failure && !Object.values(errors).includes(failure.message) && (
        <Notice tone="bad" className="mt-4">
          {failure.message}
        </Notice>
      )}
      <footer className="form-foot">
        <Button type="submit" variant="solid" isBusy={busy === 'leave'} disabled={busy !== undefined}>
          {words.save}
        </Button>
        {!personId && (
          <Button isBusy={busy === 'stay'} disabled={busy !== undefined} onClick={() => save('stay')}>
            {words.another}
          </Button>
        )}
        <a className={buttonClass({ variant: 'ghost' })} href={backHref}>
          {words.cancel}
        </a>
      </footer>
      <Toaster label={words.messages} />
    </form>
  )
}
