'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, fieldProps, type Option, Select, Textarea } from '@/components/ui/field'
import { Notice } from '@/components/ui/panel'
import { ShareBar } from '@/components/ui/share-bar'
import { type FormAction, useFormAction } from './action-state'
import type { Answer } from './import-types'

export interface PlanPageProps {
  title: string
  lead: string
  /** Of a trial: until when, or what is over. */
  trial: { tone: 'info' | 'warn'; text: string } | null
  /** What can be used up, with its bar and what happens at the end of it. */
  usage: { key: string; label: string; value: string; share: number | null; note: string }[]
  measured: string
  /** What holds at any moment. */
  pace: { key: string; label: string; value: string; note: string }[]
  /** What is asked for already. */
  request: { text: string; note: string } | null
  options: Option[]
  words: Record<'usage' | 'pace' | 'ask' | 'askLead' | 'tier' | 'note' | 'send' | 'withdraw', string>
  ask: FormAction
  withdraw: (input: Record<string, never>) => Answer<unknown>
}

/** The plan of a tenant: what of it is used, what happens at its ends, and the way to another one. */
export function PlanPage({ title, lead, trial, usage, measured, pace, request, options, words, ask, withdraw }: PlanPageProps) {
  return (
    <div className="page page-settings">
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      <p className="mb-4 text-ink-2">{lead}</p>
      {trial ? (
        <Notice tone={trial.tone} className="mb-4">
          {trial.text}
        </Notice>
      ) : null}
      <section className="mb-8">
        <h2 className="mb-2">{words.usage}</h2>
        <ul className="flex flex-col gap-5">
          {usage.map(({ key, label, value, share, note }) => (
            <li key={key}>
              <div className="row flex-wrap">
                <span className="flex-1">{label}</span>
                <b className="tabular-nums">{value}</b>
              </div>
              {share === null ? null : <ShareBar share={share} />}
              <p className="text-12 text-ink-3">{note}</p>
            </li>
          ))}
        </ul>
        <p className="mt-3 text-12 text-ink-3">{measured}</p>
      </section>
      <section className="mb-8">
        <h2 className="mb-2">{words.pace}</h2>
        <ul className="flex flex-col gap-3">
          {pace.map(({ key, label, value, note }) => (
            <li key={key}>
              <div className="row flex-wrap">
                <span className="flex-1">{label}</span>
                <b className="tabular-nums">{value}</b>
              </div>
              <p className="text-12 text-ink-3">{note}</p>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="mb-1">{words.ask}</h2>
        {request ? <Open request={request} word={words.withdraw} withdraw={withdraw} /> : <Ask options={options} words={words} ask={ask} />}
      </section>
    </div>
  )
}

function Ask({ options, words, ask }: Pick<PlanPageProps, 'options' | 'words' | 'ask'>) {
  const { message, fields, submit, isBusy } = useFormAction(ask)
  return (
    <form action={submit} className="flex max-w-md flex-col gap-4">
      <p className="text-ink-2">{words.askLead}</p>
      <Field id="plan-tier" label={words.tier} error={fields.tier}>
        <Select {...fieldProps('plan-tier', { error: fields.tier })} name="tier" options={options} />
      </Field>
      <Field id="plan-note" label={words.note} error={fields.note}>
        <Textarea {...fieldProps('plan-note', { error: fields.note })} name="note" maxLength={500} rows={3} />
      </Field>
      {message ? <Notice tone="bad">{message}</Notice> : null}
      <div>
        <Button variant="solid" type="submit" isBusy={isBusy}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}

function Open({ request, word, withdraw }: { request: { text: string; note: string }; word: string; withdraw: PlanPageProps['withdraw'] }) {
  const [failure, setFailure] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  async function takeBack() {
    setIsBusy(true)
    const answer = await withdraw({})
    setIsBusy(false)
    if (!answer.ok) setFailure(answer.message)
  }

  return (
    <>
      <p>{request.text}</p>
      {request.note ? <p className="mt-1 text-ink-2">“{request.note}”</p> : null}
      {failure ? <Notice tone="bad">{failure}</Notice> : null}
      <Button className="mt-3" isBusy={isBusy} onClick={takeBack}>
        {word}
      </Button>
    </>
  )
}
