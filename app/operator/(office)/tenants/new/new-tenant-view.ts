import type { NewTenantChoices } from '@/components/operator/new-tenant'
import type { NewTenantValues } from '@/components/operator/new-tenant.schema'
import { wordOr } from '@/components/operator/words'
import { listTiers } from '@/lib/catalog'
import { countryOptions, currencyOptions, INTL_LOCALE } from '@/lib/portal'
import { officeTimeZone } from '../../../moment'
import type { Office } from '../../../office'
import { localeOptions, timeZoneOptions } from '../choices'

export async function newTenantChoices({ t, locale }: Office): Promise<NewTenantChoices> {
  const compact = new Intl.NumberFormat(INTL_LOCALE[locale], { notation: 'compact', compactDisplay: 'long' })
  return {
    tiers: (await listTiers()).map(({ key, name, defaultPattern, limits }) => ({
      key,
      name: wordOr(t, `tiers.${key}`, name),
      pattern: defaultPattern,
      limits: t('newTenant.rowsMax', { rows: compact.format(limits.rowsMax), requests: limits.requestsPerSecond }),
    })),
    locales: localeOptions(t),
    timeZones: timeZoneOptions(),
    countries: countryOptions(locale),
    currencies: currencyOptions(locale),
  }
}

/** What is likely where the operator sits; all of it can be changed in the form. */
export function newTenantDefaults({ locale }: Office): NewTenantValues {
  const isKorean = locale === 'ko'
  return {
    name: '',
    slug: '',
    ownerEmail: '',
    ownerName: '',
    tier: 'standard',
    locale,
    timeZone: isKorean ? 'Asia/Seoul' : officeTimeZone(),
    country: isKorean ? 'KR' : 'US',
    currency: isKorean ? 'KRW' : 'USD',
    brandColour: '#3d5a80',
  }
}
