import type { TabLink } from '@/components/ui'
import { translator } from '@/lib/portal'
import type { Portal } from '../portal-request'

/** The chart, and the departments as a list. */
export function organisationTabs({ locale }: Portal, current: 'chart' | 'departments'): TabLink[] {
  const t = translator(locale, 'organisation')
  return [
    { href: '/organisation', label: t('tabs.chart'), isCurrent: current === 'chart' },
    { href: '/organisation/departments', label: t('tabs.departments'), isCurrent: current === 'departments' },
  ]
}
