'use client'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { BrandAnswer, BrandCheck, BrandFields, Change } from './brand-types'
import { ColourInput } from './colour-input'
import { useBrandWords } from './words'

const OWN = ['dark', 'buttonText', 'link'] as const

/** The brand's colour, what the theme repairs of it, and the colours that the tenant wants otherwise. */
export function ColourSection({ fields, answer, change }: { fields: BrandFields; answer: BrandAnswer | null; change: Change }) {
  const t = useBrandWords()
  const refused = answer?.checks.filter(({ suggestion }) => suggestion !== null) ?? []
  const own = (name: (typeof OWN)[number], value: string | undefined) => {
    const { [name]: _, ...rest } = fields.colours
    change({ colours: value ? { ...rest, [name]: value } : rest })
  }
  const errorOf = (name: string) => {
    const check = refused.find(({ pair }) => pair === name)
    return check && t('refused', { pair: t(`checks.${check.pair}`), ratio: check.after, needs: check.needs })
  }
  return (
    <section>
      <h2>{t('colour')}</h2>
      <ColourInput
        id="brand-colour"
        label={t('brandColour')}
        pick={t('pick')}
        value={fields.brandColour}
        onChange={(brandColour) => change({ brandColour })}
      />
      {answer && (
        <div className="studio-scale" aria-hidden="true">
          {answer.scale.map((colour) => (
            <i key={colour} style={{ background: colour }} />
          ))}
        </div>
      )}
      {answer && <Repairs fields={fields} answer={answer} change={change} />}
      <details className="studio-own" open={OWN.some((name) => fields.colours[name] !== undefined) || undefined}>
        <summary>{t('own')}</summary>
        <p className="help">{t('ownHelp')}</p>
        {OWN.map((name) => (
          <ColourInput
            key={name}
            id={`own-${name}`}
            label={t(name)}
            pick={t('pick')}
            value={fields.colours[name] ?? ''}
            placeholder={t('computed')}
            error={errorOf(name)}
            onChange={(value) => own(name, value)}
          />
        ))}
        {refused.map(({ pair, mode, suggestion }) => (
          <Button key={pair + mode} size="sm" onClick={() => own(pair as 'link' | 'buttonText', suggestion!)}>
            {t('take', { colour: suggestion! })}
          </Button>
        ))}
      </details>
    </section>
  )
}

/** Both numbers of what would be unreadable, drawn as it would look and as it will. */
function Repairs({ fields, answer, change }: { fields: BrandFields; answer: BrandAnswer; change: Change }) {
  const t = useBrandWords()
  const repaired = (pair: BrandCheck['pair']) =>
    answer.checks.find((check) => check.pair === pair && check.mode === 'light' && check.isRepaired)
  const [button, link] = [repaired('buttonText'), repaired('link')]
  if (!button && !link) return null
  const { light } = answer.theme
  const brand = fields.brandColour
  return (
    <div className="studio-repair" role="status">
      <Icon name="triangle-alert" />
      <div>
        <b>{button ? t('unreadable') : t('unreadableLink')}</b>
        <p>{t('ratio', { ratio: (button ?? link)!.before, needs: (button ?? link)!.needs })}</p>
        <div className="studio-pairs">
          {button && (
            <>
              <span style={{ background: brand, color: '#ffffff' }}>{t('preview.continue')}</span>
              <i className="text-bad">{button.before}</i>
              <Icon name="arrow-right" size="s" />
              <span style={{ background: light.solid, color: light.onsolid }}>{t('preview.continue')}</span>
              <i className="text-ok">{button.after}</i>
            </>
          )}
          {link && (
            <>
              <span className="studio-pair-link" style={{ color: brand }}>
                {t('preview.requests')}
              </span>
              <i className="text-bad">{link.before}</i>
              <Icon name="arrow-right" size="s" />
              <span className="studio-pair-link" style={{ color: light.btext }}>
                {t('preview.requests')}
              </span>
              <i className="text-ok">{link.after}</i>
            </>
          )}
        </div>
        <p>{t('repaired')}</p>
        <Button size="sm" onClick={() => change({ brandColour: answer.theme.light.btext })}>
          {t('darker')}
        </Button>
      </div>
    </div>
  )
}
