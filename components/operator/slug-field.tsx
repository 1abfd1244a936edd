'use client'
import { Field, fieldProps, Icon } from '@/components/ui'
import { useSlugAnswer } from '@/components/ui/use-slug-answer'
import { useWords } from './use-words'

/** The slug, checked while it is typed: the answer stands in the field, an error only after one has left it. */
export function SlugField({
  value,
  error,
  baseDomain,
  isLocked,
  onChange,
  onBlur,
}: {
  value: string
  error?: string
  baseDomain: string
  /** The slug is this form's own now; whether it is free is no question any more. */
  isLocked: boolean
  onChange: (slug: string) => void
  onBlur: () => void
}) {
  const t = useWords()
  const answer = useSlugAnswer(isLocked ? '' : value, '/api/operator/checks')
  const shown =
    error ?? (answer && !answer.isFree && answer.reason !== 'grammar' ? t(`newTenant.slugFault.${answer.reason ?? 'taken'}`) : undefined)
  return (
    <Field id="slug" label={t('newTenant.slug')} help={t('newTenant.slugHelp')} error={shown}>
      <span className="input">
        <input
          {...fieldProps('slug', { error: shown, help: true })}
          name="slug"
          className="mono"
          placeholder={t('newTenant.slugPlaceholder')}
          style={{ flex: `0 1 ${Math.max(value.length, t('newTenant.slugPlaceholder').length)}ch` }}
          value={value}
          maxLength={40}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value.toLowerCase())}
          onBlur={onBlur}
        />
        <span className="mono text-ink-3">.{baseDomain}</span>
        <span className="flex-1" />
        <span aria-live="polite" className="row gap-1 text-12">
          {answer?.isFree ? (
            <span className="row gap-1 text-ok">
              <Icon name="check" size="s" />
              {t('newTenant.slugFree')}
            </span>
          ) : null}
        </span>
      </span>
    </Field>
  )
}
