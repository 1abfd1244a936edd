import { type HourOfRequests, listRequests } from '@/lib/catalog'
import { formatNumber } from '@/lib/portal'
import { officeTimeZone } from '../../../moment'
import type { Office } from '../../../office'

/** The last 24 hours as a chart's words and points, of one tenant or of all. */
export async function loadOf({ t, locale }: Pick<Office, 't' | 'locale'>, tenantId?: string) {
  const hours = await listRequests(tenantId)
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: officeTimeZone() })
  const at = (hour: HourOfRequests | undefined) => (hour ? clock.format(hour.hour) : '')
  const total = hours.reduce((sum, { requests }) => sum + requests, 0)
  const latest = hours.at(-1)?.requests ?? 0
  return {
    total,
    totalWord: t('tenant.loadAll', { total }),
    chart: {
      points: hours.map((hour) => ({ label: at(hour), value: hour.requests, text: formatNumber(hour.requests, locale) })),
      label: t('tenant.loadLabel', { total, latest }),
      ticks: [at(hours[0]), at(hours[12]), at(hours.at(-1))] as [string, string, string],
      words: { asTable: t('usage.asTable'), when: t('usage.hour'), what: t('usage.count') },
    },
  }
}
