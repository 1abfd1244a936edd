import type { BulkRunPageProps } from '@/components/portal/bulk-run-page'
import { now, todayIn } from '@/lib/core'
import type { BulkRunView } from '@/lib/hr'
import { formatDateLong, formatNumber, fullName, translator } from '@/lib/portal'
import type { Portal } from '../../../portal-request'

type Words = { (key: string): string; has(key: string): boolean }

/** How far a change for many is, or what became of it. */
export function bulkRunView({ tenant, locale }: Portal, run: BulkRunView): BulkRunPageProps {
  const t = translator(locale, 'people')
  // Keys come with failures, as data, so they are texts here.
  const words = t as unknown as Words
  const why = ({ key, message }: BulkRunView['failures'][number]) => {
    const own = key?.replace(/^people\./, '')
    return own && words.has(own) ? words(own) : message
  }
  const { summary } = run
  const isOver = run.state !== 'queued' && run.state !== 'running'
  const isPlanned = run.on > todayIn(tenant.timeZone, now())
  return {
    id: run.id,
    isOver,
    done: run.done,
    total: run.people,
    sentence: summary
      ? isPlanned
        ? t('bulk.run.planned', { changed: summary.changed, day: formatDateLong(run.on, locale) })
        : t('bulk.run.sentence', { changed: summary.changed })
      : isOver
        ? t('bulk.run.broken')
        : t('bulk.run.title'),
    notes: summary && summary.unchanged > 0 ? [t('bulk.run.unchanged', { count: summary.unchanged })] : [],
    failed: summary && summary.failed > 0 ? t('bulk.run.failed', { count: summary.failed }) : undefined,
    failures: run.failures.map((failure) => ({
      person: failure.person ? { id: failure.person.id, name: fullName(failure.person) } : null,
      why: why(failure),
    })),
    words: {
      title: t('bulk.run.title'),
      working: t('bulk.run.working', { done: '{done}', total: formatNumber(run.people, locale) }),
      close: t('bulk.run.close'),
      person: t('bulk.run.person'),
      why: t('bulk.run.why'),
      gone: t('bulk.run.gone'),
      back: t('bulk.run.back'),
    },
  }
}
