'use client'
import { useActionState, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ActionResult, FormAction } from '@/components/operator/action-result'
import { Button, Field, fieldProps, Icon, Input, Notice, type Option, Select } from '@/components/ui'
import { slugOf } from '@/components/ui/slug-of'
import { useSlugAnswer } from '@/components/ui/use-slug-answer'

type Opened = { email: string; host: string; url: string; isReady: boolean }
type Props = {
  action: FormAction<Opened>
  locale: string
  baseDomain: string
  likely: { country: string; currency: string }
  countries: Option[]
  currencies: Option[]
}

const EMPTY = { name: '', slug: '', ownerName: '', ownerEmail: '' }

/** Six answers, then a mail. What was typed stays when something is wrong; works without script too. */
export function SignUpForm({ action, locale, baseDomain, likely, countries, currencies }: Props) {
  const t = useTranslations('site')
  const [answer, submit, isBusy] = useActionState<ActionResult<Opened> | null, FormData>(action, null)
  const [values, setValues] = useState({ ...EMPTY, ...likely })
  const isSlugTyped = useRef(false)
  const zone = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (zone.current) zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  })
  const slug = useSlugAnswer(values.slug, '/api/site/slug')
  if (answer?.ok) return <Done {...answer.data} />

  const faults = answer?.ok === false ? (answer.fieldErrors ?? {}) : {}
  const slugFault = slug && !slug.isFree ? t(`signUp.slugFault.${slug.reason ?? 'taken'}`) : slug ? undefined : faults.slug
  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues((all) => ({ ...all, [name]: event.target.value })),
  })
  return (
    <form action={submit}>
      <h1 className="text-26 tracking-[-.022em]">{t('signUp.heading')}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t('signUp.note')}</p>
      {answer?.ok === false && Object.keys(faults).length === 0 ? (
        <Notice tone="bad" className="mb-4">
          {answer.message}
        </Notice>
      ) : null}
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="timeZone" defaultValue="UTC" ref={zone} />
      <div className="flex flex-col gap-4">
        <Field id="name" label={t('signUp.name')} error={faults.name}>
          <Input
            {...fieldProps('name', { error: faults.name })}
            {...field('name')}
            size="lg"
            autoComplete="organization"
            maxLength={120}
            required
            autoFocus
            onChange={({ target }) =>
              setValues((all) => ({ ...all, name: target.value, ...(!isSlugTyped.current && { slug: slugOf(target.value) }) }))
            }
          />
        </Field>
        <Field id="slug" label={t('signUp.slug')} help={t('signUp.slugHelp')} error={slugFault}>
          <span className="input input-lg">
            <input
              {...fieldProps('slug', { error: slugFault, help: true })}
              {...field('slug')}
              className="mono min-w-0 flex-1"
              maxLength={40}
              required
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => {
                isSlugTyped.current = target.value !== ''
                setValues((all) => ({ ...all, slug: target.value.toLowerCase() }))
              }}
            />
            <span className="mono text-ink-3">.{baseDomain}</span>
            <span aria-live="polite" className="row gap-1 text-12 text-ok">
              {slug?.isFree && (
                <>
                  <Icon name="check" size="s" />
                  {t('signUp.slugFree')}
                </>
              )}
            </span>
          </span>
        </Field>
        <Field id="ownerName" label={t('signUp.ownerName')} error={faults.ownerName}>
          <Input
            {...fieldProps('ownerName', { error: faults.ownerName })}
            {...field('ownerName')}
            size="lg"
            autoComplete="name"
            maxLength={120}
            required
          />
        </Field>
        <Field id="ownerEmail" label={t('signUp.ownerEmail')} error={faults.ownerEmail}>
          <Input
            {...fieldProps('ownerEmail', { error: faults.ownerEmail })}
            {...field('ownerEmail')}
            type="email"
            size="lg"
            autoComplete="email"
            maxLength={254}
            required
          />
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field id="country" label={t('signUp.country')} error={faults.country}>
            <Select {...fieldProps('country', { error: faults.country })} {...field('country')} size="lg" options={countries} />
          </Field>
          <Field id="currency" label={t('signUp.currency')} error={faults.currency}>
            <Select {...fieldProps('currency', { error: faults.currency })} {...field('currency')} size="lg" options={currencies} />
          </Field>
        </div>
        <Button type="submit" variant="solid" size="lg" isBlock isBusy={isBusy} className="mt-2">
          {t('signUp.submit')}
        </Button>
      </div>
    </form>
  )
}

function Done({ email, host, url, isReady }: Opened) {
  const t = useTranslations('site')
  return (
    <div role="status">
      <div className="mb-5 grid size-11 place-items-center rounded-l bg-tint-2 text-brand-text">
        <Icon name="mail" size="l" />
      </div>
      <h1 className="mb-2 text-26 tracking-[-.022em]">{t('done.heading')}</h1>
      <div className="flex flex-col gap-2 text-14 leading-[23px] text-ink-2">
        <p>{t('done.text', { email })}</p>
        <p>{isReady ? t('done.days') : t('done.slow')}</p>
        <p>{t('done.address', { host })}</p>
      </div>
      {isReady && (
        <p className="mt-6">
          <a className="btn btn-lg" href={url}>
            {t('done.open')}
          </a>
        </p>
      )}
    </div>
  )
}
