'use client'
import { useEffect, useState } from 'react'
import { Field, fieldProps, Icon } from '@/components/ui'
import { useWords } from './use-words'

const HEX = /^#[0-9a-f]{6}$/

export type BrandAnswer = {
  isUsable: boolean
  checks: { pair: string; before: number; after: number; colour: string; isRepaired: boolean }[]
}

/** One colour, and whether text can be read with it: the ratio on the button, and where links have to move. */
export function BrandField({
  value,
  error,
  onChange,
  onBlur,
}: {
  value: string
  error?: string
  onChange: (colour: string) => void
  onBlur: () => void
}) {
  const t = useWords()
  const answer = useBrandAnswer(value)
  const solid = answer?.checks.find(({ pair }) => pair === 'solid')
  const link = answer?.checks.find(({ pair }) => pair === 'link')
  return (
    <Field
      id="brand"
      label={t('newTenant.brand')}
      error={error}
      help={link?.isRepaired ? t('newTenant.brandRepaired', { colour: link.colour, ratio: link.after }) : undefined}
    >
      <span className="input">
        <span
          className="relative size-4 flex-none overflow-hidden rounded-s"
          style={{ background: HEX.test(value) ? value : 'var(--line)' }}
        >
          <input
            type="color"
            aria-label={t('newTenant.brandPick')}
            className="absolute inset-0 cursor-pointer opacity-0"
            style={{ width: 16, height: 16 }}
            value={HEX.test(value) ? value : '#000000'}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
        <input
          {...fieldProps('brand', { error, help: link?.isRepaired })}
          name="brandColour"
          className="mono"
          value={value}
          maxLength={7}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value.toLowerCase())}
          onBlur={onBlur}
        />
        <span aria-live="polite" className="text-12 whitespace-nowrap">
          {solid ? (
            <span className="row gap-1 text-ok">
              <Icon name="check" size="s" />
              {t('newTenant.brandReadable', { ratio: solid.after })}
            </span>
          ) : null}
        </span>
      </span>
    </Field>
  )
}

function useBrandAnswer(colour: string): BrandAnswer | null {
  const [known, setKnown] = useState<{ colour: string; answer: BrandAnswer } | null>(null)
  useEffect(() => {
    if (!HEX.test(colour)) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/api/operator/checks?colour=${encodeURIComponent(colour)}`, { signal: controller.signal })
        .then((response) => (response.ok ? (response.json() as Promise<{ colour: BrandAnswer }>) : null))
        .then((found) => found && setKnown({ colour, answer: found.colour }))
        .catch(() => undefined)
    }, 120)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [colour])
  return known?.colour === colour ? known.answer : null
}
