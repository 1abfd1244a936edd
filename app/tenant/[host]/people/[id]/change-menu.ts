import type { PersonChangeProps } from '@/components/portal/person-change'
import { hasPermission } from '@/lib/auth'
import { minorDigits } from '@/lib/core'
import type { Person } from '@/lib/hr'
import { fullName, INTL_LOCALE, translator } from '@/lib/portal'
import { inputWords } from '../../input-words'
import type { Portal } from '../../portal-request'

/** What this reader may change of the person from a day on; null if nothing. */
export function changeMenu(
  person: Person,
  { tenant, principal, locale }: Portal,
  today: string,
): Omit<PersonChangeProps, 'actions'> | null {
  const t = translator(locale, 'people')
  const common = translator(locale, 'common')
  const isHere = person.status === 'active'
  const kinds: PersonChangeProps['kinds'] = []
  if (hasPermission(principal, 'people:write')) kinds.push(...(isHere ? (['job', 'leave'] as const) : (['rehire'] as const)))
  if (isHere && person.salaries && hasPermission(principal, 'salary:write')) kinds.splice(1, 0, 'pay')
  if (kinds.length === 0) return null
  const currency = person.salary?.currency ?? tenant.currency
  const period = person.salary?.period ?? 'year'
  return {
    kinds,
    person: {
      id: person.id,
      name: fullName(person),
      title: person.title,
      department: person.department && { value: person.department.id, label: person.department.name },
      manager: person.manager && { value: person.manager.id, label: fullName(person.manager) },
    },
    today,
    locale: INTL_LOCALE[locale],
    pay: {
      currency,
      digits: minorDigits(currency),
      period,
      current: person.salary ? person.salary.amountMinor / 10 ** minorDigits(currency) : null,
    },
    words: {
      change: t('person.do.change'),
      job: t('person.do.job'),
      pay: t('person.do.pay'),
      leave: t('person.do.leave'),
      rehire: t('person.do.rehire'),
      jobTitle: t.raw('person.do.jobTitle'),
      payTitle: t.raw('person.do.payTitle'),
      leaveTitle: t.raw('person.do.leaveTitle'),
      rehireTitle: t.raw('person.do.rehireTitle'),
      leaveText: person.directReports > 0 ? t('person.do.leaveText', { count: person.directReports }) : '',
      rehireText: t('person.do.rehireText'),
      from: t('person.do.from'),
      lastDay: t('person.do.lastDay'),
      title: t('columns.title'),
      department: t('columns.department'),
      manager: t('columns.manager'),
      amount: t(period === 'month' ? 'person.do.amountMonth' : 'person.do.amountYear', { currency }),
      amountHelp: t('person.do.amountHelp'),
      raise: t.raw('person.do.raise'),
      reason: t('person.do.reason'),
      optional: t('person.do.optional'),
      save: common('save'),
      cancel: common('cancel'),
      saved: t('person.do.saved'),
      messages: common('messages'),
      nobody: t('none'),
      noDepartment: t('noDepartment'),
      ...inputWords(locale),
    },
  }
}
