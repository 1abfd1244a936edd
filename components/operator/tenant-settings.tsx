'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button, Field, fieldProps, Input, Notice, type Option, Select } from '@/components/ui'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type Action, ask } from './action-result'
import { Pairs } from './pairs'
import { useWords } from './use-words'

const NAMES = ['name', 'tier', 'locale', 'timeZone', 'country', 'currency'] as const
export type ChangeTenantInput = { slug: string; version: number } & Record<(typeof NAMES)[number], string>
export interface TenantSettingsProps {
  slug: string
  name: string
  version: number
  title: string
  pairs: [string, string][]
  /** Null where the role may not change anything. */
  form: { values: Record<(typeof NAMES)[number], string>; options: Record<Exclude<(typeof NAMES)[number], 'name'>, Option[]> } | null
}

const ID = {
  name: 'set-name',
  tier: 'set-tier',
  locale: 'set-locale',
  timeZone: 'set-zone',
  country: 'set-country',
  currency: 'set-currency',
}

/** What can be changed of a tenant: everything that was asked at its opening, save the slug. */
export function TenantSettings({
  slug,
  name,
  version,
  title,
  pairs,
  form,
  change,
}: TenantSettingsProps & { change: Action<ChangeTenantInput> }) {
  const t = useWords()
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{ message: string; fields: Record<string, string> } | null>(null)

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const values = Object.fromEntries(NAMES.map((field) => [field, String(data.get(field) ?? '')])) as Record<
      (typeof NAMES)[number],
      string
    >
    setIsBusy(true)
    const answer = await ask(change, { ...values, slug, version }, t('errors.network'))
    setIsBusy(false)
    if (!answer.ok) return setFailure({ message: answer.message, fields: answer.fieldErrors ?? {} })
    setFailure(null)
    setIsOpen(false)
    toast(t('tenant.changed', { name: values.name }))
    router.refresh()
  }

  return (
    <section>
      <div className="row mb-2.5">
        <h2 className="mb-0!">{title}</h2>
        <span className="flex-1" />
        {form ? (
          <Button size="sm" icon="pencil" onClick={() => setIsOpen(true)}>
            {t('tenant.edit')}
          </Button>
        ) : null}
      </div>
      <Pairs pairs={pairs} />
      {form ? (
        <Dialog
          isOpen={isOpen}
          onClose={() => setIsOpen(false)}
          title={t('tenant.editHeading', { name })}
          footer={
            <>
              <Button onClick={() => setIsOpen(false)}>{t('common.cancel')}</Button>
              <Button variant="solid" type="submit" form="tenant-settings" isBusy={isBusy}>
                {t('common.save')}
              </Button>
            </>
          }
        >
          <form id="tenant-settings" className="op-form" onSubmit={save} data-hard>
            <Field id={ID.name} label={t('newTenant.name')} error={failure?.fields.name}>
              <Input
                {...fieldProps(ID.name, { error: failure?.fields.name })}
                name="name"
                defaultValue={form.values.name}
                required
                maxLength={120}
                autoFocus
              />
            </Field>
            <div className="op-pair">
              {(['tier', 'locale', 'timeZone', 'country', 'currency'] as const).map((field) => (
                <Field
                  key={field}
                  id={ID[field]}
                  label={t(`tenant.${field === 'locale' ? 'language' : field}`)}
                  error={failure?.fields[field]}
                >
                  <Select
                    {...fieldProps(ID[field], { error: failure?.fields[field] })}
                    name={field}
                    options={form.options[field]}
                    defaultValue={form.values[field]}
                  />
                </Field>
              ))}
            </div>
            {failure && Object.keys(failure.fields).length === 0 ? <Notice tone="bad">{failure.message}</Notice> : null}
          </form>
        </Dialog>
      ) : null}
    </section>
  )
}
