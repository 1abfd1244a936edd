'use client'
import { Field, fieldProps, type Option, Select } from '@/components/ui/field'
import { Mark } from '@/components/ui/mark'
import type { BrandFields, Change } from './brand-types'
import { useBrandWords } from './words'

type Props = {
  fields: BrandFields
  fonts: Option[]
  radii: number[]
  marks: string[]
  colours?: { solid: string; onsolid: string }
  change: Change
}

export function ShapeSection({ fields, fonts, radii, marks, colours, change }: Props) {
  const t = useBrandWords()
  return (
    <section>
      <h2>{t('shape')}</h2>
      <div className="studio-two">
        <fieldset className="field">
          <legend className="field-label">{t('radius')}</legend>
          <div className="seg">
            {radii.map((radius) => (
              <button
                key={radius}
                type="button"
                aria-pressed={fields.radius === radius}
                onClick={() => change({ radius: radius as BrandFields['radius'] })}
              >
                {radius}
              </button>
            ))}
          </div>
        </fieldset>
        <Field id="font" label={t('font')}>
          <Select
            {...fieldProps('font')}
            options={fonts}
            value={fields.font}
            onChange={(event) => change({ font: event.target.value as BrandFields['font'] })}
          />
        </Field>
      </div>
      <fieldset className="field">
        <legend className="field-label">{t('mark')}</legend>
        <div className="studio-marks">
          {marks.map((mark) => (
            <button key={mark} type="button" aria-label={mark} aria-pressed={fields.mark === mark} onClick={() => change({ mark })}>
              <Mark mark={mark} name={fields.productName} colours={colours} />
            </button>
          ))}
        </div>
      </fieldset>
    </section>
  )
}
