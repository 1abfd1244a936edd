import { findUsage, getTier, type TenantUsage } from '@/lib/catalog'
import { formatBytes, formatNumber, formatShare } from '@/lib/portal'
import { loadOf } from '../load-view'
import type { TenantDesk } from '../tenant-desk'

/** What the tenant keeps against what its tier allows, by table and over time, and how much it asks for. */
export async function usageOf(desk: TenantDesk) {
  const { t, tenant, locale } = desk
  const [usage, tier, load] = await Promise.all([findUsage(tenant.id), getTier(tenant.tierKey), loadOf(desk, tenant.id)])
  return { load, usage: usage && figuresOf(desk, usage, tier.limits), sentence: sentence() }

  function sentence() {
    if (!usage) return t('usage.never', { name: tenant.name })
    return t('usage.sentence', { name: tenant.name, rows: usage.rows, bytes: formatBytes(usage.bytes, locale) })
  }
}

function figuresOf(desk: TenantDesk, usage: TenantUsage, limits: { rowsMax: number; storageBytesMax: number }) {
  const { t, locale, moment, plainDate } = desk
  const bytes = (value: number) => formatBytes(value, locale)
  const number = (value: number) => formatNumber(value, locale)
  const days = usage.history
  return {
    measured: t('usage.measured', { time: moment(usage.measuredAt).text }),
    facts: [
      {
        key: 'rows',
        label: t('usage.rows'),
        value: number(usage.rows),
        share: usage.rows / limits.rowsMax,
        note: t('usage.limitRows', { share: formatShare(usage.rows / limits.rowsMax, locale), limit: number(limits.rowsMax) }),
      },
      {
        key: 'bytes',
        label: t('usage.bytes'),
        value: bytes(usage.bytes),
        share: usage.bytes / limits.storageBytesMax,
        note: t('usage.limitBytes', {
          share: formatShare(usage.bytes / limits.storageBytesMax, locale),
          limit: bytes(limits.storageBytesMax),
        }),
      },
    ],
    tables: usage.tables
      .toSorted((one, other) => other.bytes - one.bytes || one.name.localeCompare(other.name))
      .map((table) => ({
        name: table.name,
        rows: number(table.rows),
        bytes: bytes(table.bytes),
        share: usage.bytes === 0 ? 0 : table.bytes / usage.bytes,
        shareWord: formatShare(usage.bytes === 0 ? 0 : table.bytes / usage.bytes, locale),
      })),
    history: {
      points: days.map((day) => ({ label: plainDate(day.day), value: day.bytes, text: bytes(day.bytes) })),
      label: t('usage.historyLabel', { bytes: bytes(usage.bytes) }),
      ticks: [days[0], undefined, days.at(-1)].map((day) => (day ? plainDate(day.day) : '')) as [string, string, string],
      words: { asTable: t('usage.asTable'), when: t('usage.day'), what: t('usage.bytes') },
    },
  }
}
