import type { Locale } from '@/lib/core'
import { type CustomField, type FieldValue, labelOf, type PersonName } from '@/lib/hr'
import { formatDate, formatMoney, formatNumber, fullName, translator } from '@/lib/portal'

/** A value of the tenant's own field in words. A person who is gone, and a choice that is, show as what is kept. */
export function valueText(field: CustomField, value: FieldValue, locale: Locale, people: ReadonlyMap<string, PersonName>): string {
  const t = translator(locale, 'fields')
  switch (field.type) {
    case 'number':
      return formatNumber(Number(value), locale)
    case 'money':
      return formatMoney({ amountMinor: Number(value), currency: field.currency! }, locale)
    case 'date':
      return formatDate(String(value), locale)
    case 'yesno':
      return value === true ? t('values.yes') : t('values.no')
    case 'choice': {
      const choice = field.choices.find((each) => each.value === value)
      return choice ? labelOf(choice.labels, locale) : String(value)
    }
    case 'person': {
      const person = people.get(String(value))
      return person ? fullName(person) : t('values.nobody')
    }
    case 'text':
    case 'url':
      return String(value)
  }
}
