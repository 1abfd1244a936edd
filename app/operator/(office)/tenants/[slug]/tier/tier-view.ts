import type { Words } from '@/components/operator/words'
import type { Locale } from '@/lib/core'
import type { TierPreview } from '@/lib/lifecycle'
import { formatNumber } from '@/lib/portal'

type Change = { name: string; before: string; after: string; way: 'gain' | 'loss' | null }

/** Every limit and feature of both tiers, side by side; what is the same has no arrow. */
export function changesOf(t: Words, { from, to, gains, losses }: TierPreview, locale: Locale): Change[] {
  const limits = [
    [t('tenant.rowsMax'), 'rowsMax', (value: number) => formatNumber(value, locale)],
    [t('tenant.storage'), 'storageBytesMax', (value: number) => `${formatNumber(Math.round((value / 1024 ** 3) * 10) / 10, locale)} GB`],
    [t('tenant.requests'), 'requestsPerSecond', (value: number) => formatNumber(value, locale)],
    [t('tenant.tierChange.queries'), 'concurrentQueries', (value: number) => formatNumber(value, locale)],
    [t('tenant.tierChange.timeout'), 'statementTimeoutSeconds', (value: number) => t('units.seconds', { value })],
  ] as const
  return [
    ...limits.map(([name, key, word]) => {
      const [before, after] = [from.limits[key], to.limits[key]]
      return {
        name,
        before: word(before),
        after: word(after),
        way: before === after ? null : after > before ? ('gain' as const) : ('loss' as const),
      }
    }),
    ...gains.map((feature) => ({ name: feature, before: '–', after: t('tenant.tierChange.included'), way: 'gain' as const })),
    ...losses.map((feature) => ({ name: feature, before: t('tenant.tierChange.included'), after: '–', way: 'loss' as const })),
  ]
}

export function sizeWord(t: Words, { rows, bytes }: TierPreview, locale: Locale): string {
  if (rows === null || bytes === null) return t('tenant.tierChange.notMeasured')
  return t('tenant.tierChange.size', { rows, size: `${formatNumber(Math.round((bytes / 1024 ** 2) * 10) / 10, locale)} MB` })
}
