'use client'
import { Radio } from '@/components/ui'
import { type Pattern, PatternGlyph } from './pattern-glyph'
import { useWords } from './use-words'

export interface TierChoice {
  key: string
  name: string
  pattern: Pattern
  /** What the tier allows, in words. */
  limits: string
}

/** Tier, and how the data is kept apart: what one pays for decides both. */
export function TierField({ tiers, value, onChange }: { tiers: TierChoice[]; value: string; onChange: (key: string) => void }) {
  const t = useWords()
  return (
    <fieldset className="field">
      <legend className="field-label mb-1.5">{t('newTenant.tierAndPattern')}</legend>
      <div className="op-tiers">
        {tiers.map((tier) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: Radio is the control
          <label key={tier.key}>
            <Radio name="tier" value={tier.key} checked={tier.key === value} onChange={() => onChange(tier.key)} />
            <span className="flex-1">
              <span className="font-medium">{tier.name}</span> <span className="text-ink-2">{t(`kept.${tier.pattern}`)}</span>
              <span className="block text-12 text-ink-3">{tier.limits}</span>
            </span>
            <PatternGlyph pattern={tier.pattern} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
