'use client'
import { useEffect, useState } from 'react'
import { Field, fieldProps, Icon } from '@/components/ui'
import { useWords } from './use-words'

export type SlugAnswer = { isFree: boolean; reason?: 'grammar' | 'reserved' | 'taken' }

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
  const answer = useSlugAnswer(isLocked ? '' : value)
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

/** Null while nothing is known of this very text. A later answer to an earlier text never shows. */
function useSlugAnswer(slug: string): SlugAnswer | null {
  const [known, setKnown] = useState<{ slug: string; answer: SlugAnswer } | null>(null)
  useEffect(() => {
    if (!slug) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/api/operator/checks?slug=${encodeURIComponent(slug)}`, { signal: controller.signal })
        .then((response) => (response.ok ? (response.json() as Promise<{ slug: SlugAnswer }>) : null))
        .then((found) => found && setKnown({ slug, answer: found.slug }))
        .catch(() => undefined)
    }, 150)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [slug])
  return known?.slug === slug ? known.answer : null
}
