'use client'
import { Field, fieldProps, Input, Textarea } from '@/components/ui/field'
import type { BrandFields, Change } from './brand-types'
import { useBrandWords } from './words'

const LANGUAGES = ['en', 'ko'] as const

/** Names and sentences. Empty ones are the product's own words in the reader's language. */
export function WordSection({ fields, change }: { fields: BrandFields; change: Change }) {
  const t = useBrandWords()
  const texts = (name: 'signInText' | 'mailFooter', max: number) =>
    LANGUAGES.map((language) => (
      <Field key={language} id={`${name}-${language}`} label={`${t(name)}, ${t(`languages.${language}`)}`}>
        <Textarea
          {...fieldProps(`${name}-${language}`)}
          lang={language}
          rows={2}
          maxLength={max}
          value={fields[name][language] ?? ''}
          onChange={(event) => change({ [name]: { ...fields[name], [language]: event.target.value.replace(/\s*\n\s*/g, ' ') } })}
        />
      </Field>
    ))
  return (
    <section>
      <h2>{t('words')}</h2>
      <Field id="product-name" label={t('productName')}>
        <Input
          {...fieldProps('product-name')}
          value={fields.productName}
          maxLength={60}
          onChange={(event) => change({ productName: event.target.value })}
        />
      </Field>
      {texts('signInText', 160)}
      <Field id="mail-sender" label={t('mailSender')} help={t('mailSenderHelp')}>
        <Input
          {...fieldProps('mail-sender', { help: true })}
          value={fields.mailSender}
          maxLength={60}
          placeholder={fields.productName}
          onChange={(event) => change({ mailSender: event.target.value })}
        />
      </Field>
      {texts('mailFooter', 300)}
    </section>
  )
}
