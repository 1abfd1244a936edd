import type { RecentImportsProps } from '@/components/portal/recent-imports'
import type { ImportSummary } from '@/lib/hr'
import type { OperationView } from '@/lib/operations'
import { formatMoment, formatNumber, translator } from '@/lib/portal'
import type { Portal } from '../portal-request'

const TONES = { queued: 'info', running: 'info', succeeded: 'ok', failed: 'bad', cancelled: 'quiet' } as const

export function recentImportsView(
  operations: OperationView[],
  { tenant, locale }: { tenant: Pick<Portal['tenant'], 'timeZone'>; locale: Portal['locale'] },
): RecentImportsProps {
  const t = translator(locale, 'import')
  const number = (value: number) => formatNumber(value, locale)
  return {
    rows: operations.map((operation) => {
      const summary = operation.result as ImportSummary | null
      const sum = (key: 'rows' | 'ready') => (summary?.files ?? []).reduce((total, file) => total + file[key], 0)
      return {
        id: operation.id,
        when: formatMoment(new Date(operation.createdAt), locale, tenant.timeZone),
        state: summary ? t(`page.outcomes.${summary.outcome}`) : t(`page.states.${operation.state}`),
        tone: TONES[operation.state],
        result: summary ? t('page.summary', { ready: number(sum('ready')), rows: number(sum('rows')) }) : '',
      }
    }),
    words: { title: t('page.recent'), when: t('page.when'), state: t('page.state'), result: t('page.result') },
  }
}
