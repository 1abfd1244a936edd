'use client'
import { Icon } from '@/components/ui/icon'
import type { BrandCheck } from './brand-types'
import { useBrandWords } from './words'

/** Every pair of colours that people have to tell apart, with its ratio. */
export function Checks({ checks }: { checks: BrandCheck[] }) {
  const t = useBrandWords()
  return (
    <div className="studio-checks">
      <h2>{t('checks.title')}</h2>
      <ul>
        {checks.map(({ pair, mode, after, isRepaired, suggestion }) => (
          <li key={pair + mode}>
            <Icon
              name={suggestion ? 'circle-x' : isRepaired ? 'triangle-alert' : 'check'}
              size="s"
              className={suggestion ? 'text-bad' : isRepaired ? 'text-warn' : 'text-ok'}
            />
            <span>
              {t(`checks.${pair}`)}, {t(`checks.${mode}`)}
              {isRepaired && `, ${pair === 'edge' ? t('checks.edgeAdded') : t('checks.repaired')}`}
            </span>
            <span className="tabular-nums text-ink-3">{t('checks.ratio', { ratio: after })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
