'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { Button, Field, fieldProps, Input, Kbd, Notice, type Option, Select } from '@/components/ui'
import { slugOf } from '@/components/ui/slug-of'
import { type Action, ask } from './action-result'
import { BrandField } from './brand-field'
import { createCommand, NewTenantForm, type NewTenantValues } from './new-tenant.schema'
import { NewTenantReceipt } from './new-tenant-receipt'
import { SlugField } from './slug-field'
import { type TierChoice, TierField } from './tier-field'
import { useOperation } from './use-operation'
import { useWords } from './use-words'

export interface NewTenantChoices {
  tiers: TierChoice[]
  locales: Option[]
  timeZones: Option[]
  countries: Option[]
  currencies: Option[]
}
export type Created = { slug: string; operationId: string }

/** The form at the left, and at the right the receipt: every step of the opening with its milliseconds, while it happens. */
export function NewTenant({
  choices,
  defaults,
  baseDomain,
  portalUrlPattern,
  budgetMilliseconds,
  create,
}: {
  choices: NewTenantChoices
  defaults: NewTenantValues
  baseDomain: string
  /** The portal's address with `{slug}` in the tenant's place. */
  portalUrlPattern: string
  budgetMilliseconds: number
  create: Action<NewTenantValues, Created>
}) {
  const t = useWords()
  const form = useForm<NewTenantValues>({ resolver: zodResolver(NewTenantForm), defaultValues: defaults, mode: 'onTouched' })
  const [created, setCreated] = useState<(Created & { values: NewTenantValues }) | null>(null)
  const [failure, setFailure] = useState<string>()
  const isSlugTyped = useRef(false)
  const formElement = useRef<HTMLFormElement>(null)
  const { operation, isLost, nowAt } = useOperation(created?.operationId ?? null)
  const values = form.watch()
  const router = useRouter()
  const isReady = operation?.state === 'succeeded'

  // The frame around counts tenants too.
  useEffect(() => {
    if (isReady) router.refresh()
  }, [isReady, router])
  const { errors, isSubmitting } = form.formState
  const fault = (name: keyof NewTenantValues) => {
    const message = errors[name]?.message
    return message && t.has(`newTenant.${message}`) ? t(`newTenant.${message}`) : message
  }

  async function submit(input: NewTenantValues) {
    if (created) return
    setFailure(undefined)
    const answer = await ask(create, input, t('errors.network'))
    if (answer.ok) return setCreated({ ...answer.data, values: input })
    const fields = Object.entries(answer.fieldErrors ?? {}).filter(([name]) => name in input)
    for (const [name, message] of fields) form.setError(name as keyof NewTenantValues, { message })
    if (answer.code === 'slug_taken') form.setError('slug', { message: answer.message }, { shouldFocus: true })
    else if (fields.length === 0) setFailure(answer.message)
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        formElement.current?.requestSubmit()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  function oneMore() {
    setCreated(null)
    isSlugTyped.current = false
    form.reset({
      ...defaults,
      tier: values.tier,
      locale: values.locale,
      timeZone: values.timeZone,
      country: values.country,
      currency: values.currency,
    })
    form.setFocus('name')
  }

  return (
    <div className="op-two">
      <section>
        <h1 className="mb-1">{t('newTenant.page')}</h1>
        <p className="mb-5 text-ink-2">{t('newTenant.note')}</p>
        <form ref={formElement} className="op-form" noValidate onSubmit={form.handleSubmit(submit)} data-hard>
          <fieldset className="contents" disabled={created !== null}>
            <Field id="name" label={t('newTenant.name')} error={fault('name')}>
              <Input
                {...fieldProps('name', { error: fault('name') })}
                maxLength={120}
                autoComplete="off"
                {...form.register('name', {
                  onChange: (event) => !isSlugTyped.current && form.setValue('slug', slugOf(event.target.value as string)),
                })}
              />
            </Field>
            <SlugField
              value={values.slug}
              error={fault('slug')}
              baseDomain={baseDomain}
              isLocked={created !== null}
              onChange={(slug) => {
                isSlugTyped.current = slug !== ''
                form.setValue('slug', slug, { shouldValidate: Boolean(errors.slug) })
              }}
              onBlur={() => void form.trigger('slug')}
            />
            <div className="op-pair">
              <Field id="owner" label={t('newTenant.owner')} error={fault('ownerEmail')}>
                <Input
                  {...fieldProps('owner', { error: fault('ownerEmail') })}
                  type="email"
                  autoComplete="off"
                  spellCheck={false}
                  {...form.register('ownerEmail')}
                />
              </Field>
              <Field id="owner-name" label={t('newTenant.ownerName')} error={fault('ownerName')}>
                <Input
                  {...fieldProps('owner-name', { error: fault('ownerName') })}
                  autoComplete="off"
                  maxLength={120}
                  {...form.register('ownerName')}
                />
              </Field>
            </div>
            <TierField tiers={choices.tiers} value={values.tier} onChange={(tier) => form.setValue('tier', tier)} />
            <div className="op-pair">
              <Field id="locale" label={t('newTenant.locale')}>
                <Select id="locale" options={choices.locales} {...form.register('locale')} />
              </Field>
              <Field id="time-zone" label={t('newTenant.timeZone')} error={fault('timeZone')}>
                <Select id="time-zone" options={choices.timeZones} {...form.register('timeZone')} />
              </Field>
              <Field id="country" label={t('newTenant.country')} error={fault('country')}>
                <Select id="country" options={choices.countries} {...form.register('country')} />
              </Field>
              <Field id="currency" label={t('newTenant.currency')} error={fault('currency')}>
                <Select id="currency" options={choices.currencies} {...form.register('currency')} />
              </Field>
            </div>
            <BrandField
              value={values.brandColour}
              error={fault('brandColour')}
              onChange={(colour) => form.setValue('brandColour', colour, { shouldValidate: Boolean(errors.brandColour) })}
              onBlur={() => void form.trigger('brandColour')}
            />
          </fieldset>
          {failure ? <Notice tone="bad">{failure}</Notice> : null}
          {created ? null : (
            <Button type="submit" variant="solid" isBusy={isSubmitting}>
              {t('newTenant.create')}
              <span className="only-desk row gap-1" aria-hidden="true">
                <Kbd>⌘</Kbd>
                <Kbd>↵</Kbd>
              </span>
            </Button>
          )}
        </form>
      </section>
      <NewTenantReceipt
        slug={created?.slug ?? values.slug}
        ownerEmail={created?.values.ownerEmail ?? ''}
        portalUrl={portalUrlPattern.replace('{slug}', created?.slug ?? '')}
        command={createCommand(created?.values ?? values)}
        operation={created ? operation : null}
        isAsked={created !== null}
        isLost={isLost}
        nowAt={nowAt}
        budgetMilliseconds={budgetMilliseconds}
        onOneMore={oneMore}
      />
    </div>
  )
}
