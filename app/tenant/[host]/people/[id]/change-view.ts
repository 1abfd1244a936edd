import type { ChangeRow } from '@/components/portal/person-page'
import type { Locale } from '@/lib/core'
import type { PersonChange } from '@/lib/hr'
import { formatChange, formatDate, formatMoney, fullName, translator } from '@/lib/portal'

/** One line of a person's history. */
export function changeView(change: PersonChange, locale: Locale): ChangeRow {
  const t = translator(locale, 'people')
  const row = { on: formatDate(change.on, locale), isPlanned: change.isPlanned }
  switch (change.kind) {
    case 'salary': {
      const to = formatMoney(change.to, locale)
      const isComparable =
        change.from?.currency === change.to.currency && change.from.period === change.to.period && change.from.amountMinor > 0
      return {
        ...row,
        what: t(change.isPlanned ? 'person.change.salaryPlanned' : 'person.change.salary'),
        text: change.from ? `${formatMoney(change.from, locale)} → ${to}` : to,
        share: isComparable ? formatChange(change.to.amountMinor / change.from!.amountMinor - 1, locale) : undefined,
      }
    }
    case 'hired': {
      const amount = change.pay ? formatMoney(change.pay, locale) : undefined
      const department = change.departmentName ?? undefined
      return {
        ...row,
        what: t('person.change.hired'),
        text: department
          ? amount
            ? t('person.change.hiredIntoAt', { department, amount })
            : t('person.change.hiredInto', { department })
          : amount
            ? t('person.change.hiredAt', { amount })
            : '',
      }
    }
    case 'rehired':
      return { ...row, what: t('person.change.rehired'), text: '' }
    case 'job': {
      const none = t('person.change.none')
      const step = (from: string | null, to: string | null) => (from === to ? to || none : `${from || none} → ${to || none}`)
      const parts = [
        change.title && step(change.title.from, change.title.to),
        change.departmentName && step(change.departmentName.from, change.departmentName.to),
        change.manager && t('person.change.reportsTo', { manager: change.manager.to ? fullName(change.manager.to) : none }),
        change.reason,
      ]
      return { ...row, what: t('person.change.job'), text: parts.filter(Boolean).join(' · ') }
    }
    case 'left':
      return { ...row, what: t(change.isPlanned ? 'person.change.leavesPlanned' : 'person.change.left'), text: '' }
  }
}
