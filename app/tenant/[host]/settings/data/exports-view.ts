import type { ExportListProps, ExportRow } from '@/components/portal/export-list'
import type { Locale } from '@/lib/core'
import { EXPORT_HOURS, type ExportView } from '@/lib/lifecycle'
import { formatMoment, formatNumber, INTL_LOCALE, translator } from '@/lib/portal'

type View = Pick<ExportListProps, 'rows' | 'locale' | 'words'> & { title: string; lead: string; note: string }

/** A tenant's exports as its own settings and the back office show them. `hrefOf` is where each is fetched. */
export function exportsView(exports: ExportView[], locale: Locale, timeZone: string, hrefOf: (id: string) => string): View {
  const t = translator(locale, 'portal')
  return {
    title: t('data.title'),
    lead: t('data.lead'),
    note: t('data.note', { hours: EXPORT_HOURS }),
    locale: INTL_LOCALE[locale],
    rows: exports.map((each) => rowOf(each, locale, timeZone, hrefOf)),
    words: {
      start: t('data.start'),
      cancel: t('data.cancel'),
      download: t('data.download'),
      none: t('data.none'),
      running: t('data.running'),
      progress: t('data.progress', { done: '{done}', total: '{total}' }),
    },
  }
}

function rowOf(
  { id, state, createdAt, progress, archive }: ExportView,
  locale: Locale,
  timeZone: string,
  hrefOf: (id: string) => string,
): ExportRow {
  const t = translator(locale, 'portal')
  const isReady = archive !== null && !archive.isExpired
  const note = archive
    ? t('data.contents', { rows: archive.rows, files: archive.files, size: sizeWord(archive.sizeBytes, locale) })
    : state === 'cancelled'
      ? t('data.cancelled')
      : t('data.failed')
  return {
    id,
    started: formatMoment(createdAt, locale, timeZone),
    note,
    until: archive && (isReady ? t('data.until', { moment: formatMoment(archive.expiresAt, locale, timeZone) }) : t('data.expired')),
    href: isReady ? hrefOf(id) : null,
    isRunning: state === 'queued' || state === 'running' || (state === 'succeeded' && !archive),
    done: progress?.done ?? 0,
    total: progress?.total ?? null,
  }
}

function sizeWord(bytes: number, locale: Locale): string {
  const megabytes = bytes / 1024 ** 2
  if (megabytes < 1) return `${formatNumber(Math.max(1, Math.round(bytes / 1024)), locale)} KB`
  return `${formatNumber(Math.round(megabytes * 10) / 10, locale)} MB`
}
