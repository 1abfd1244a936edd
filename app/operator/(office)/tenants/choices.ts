import { type Words, wordOr } from '@/components/operator/words'
import type { Option } from '@/components/ui'
import { listTiers } from '@/lib/catalog'
import { LOCALES } from '@/lib/core'

export const timeZoneOptions = (): Option[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone')].map((value) => ({ value, label: value.replaceAll('_', ' ') }))

export const localeOptions = (t: Words): Option[] => LOCALES.map((value) => ({ value, label: t(`locales.${value}`) }))

export async function tierOptions(t: Words): Promise<Option[]> {
  return (await listTiers()).map(({ key, name }) => ({ value: key, label: wordOr(t, `tiers.${key}`, name) }))
}
