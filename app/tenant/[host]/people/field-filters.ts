import type { FieldFilterProps } from '@/components/portal/fields/field-filter-dialog'
import type { PeoplePageProps } from '@/components/portal/people-page'
import { minorDigits } from '@/lib/core'
import { type CustomField, type FieldValue, isComparable, labelOf, listFields, namePeople, type PeopleQuery } from '@/lib/hr'
import { translator } from '@/lib/portal'
import type { Portal } from '../portal-request'
import { peopleHref } from './people-address'
import { valueText } from './value-text'

/** What of the tenant's own fields the list may be narrowed by, and what it is narrowed by now. Null where there is none. */
export async function fieldFilters(
  { db, principal, locale }: Portal,
  query: PeopleQuery,
): Promise<{ filter: Omit<FieldFilterProps, 'onClose'>; chips: PeoplePageProps['chips']; sorted: string | null } | null> {
  const t = translator(locale, 'fields')
  const fields = (await listFields(db, principal, 'person')).filter((field) => isComparable(principal, field))
  if (fields.length === 0) return null
  const nameOf = (field: CustomField) => labelOf(field.labels, locale)
  const sorted = fields.find(({ key }) => key === query.sortField)
  return {
    filter: {
      href: peopleHref(query),
      fields: fields.map((field) => ({
        key: field.key,
        label: nameOf(field),
        type: field.type,
        choices: field.choices.map((choice) => ({ value: choice.value, label: labelOf(choice.labels, locale) })),
        digits: field.currency ? minorDigits(field.currency) : 0,
      })),
      words: {
        add: t('filter.add'),
        field: t('filter.field'),
        value: t('filter.value'),
        from: t('filter.from'),
        to: t('filter.to'),
        apply: t('filter.apply'),
        sort: t('filter.sort'),
        yes: t('values.yes'),
        no: t('values.no'),
        nobody: t('values.nobody'),
        cancel: translator(locale, 'common')('cancel'),
      },
    },
    chips: await chipsOf(),
    sorted: sorted ? t('filter.sorted', { name: nameOf(sorted) }) : null,
  }

  async function chipsOf(): Promise<PeoplePageProps['chips']> {
    const asked = fields.flatMap((field) => {
      const texts = (query.field ?? []).filter((text) => text.startsWith(`${field.key}:`))
      return texts.length > 0 ? [{ field, texts }] : []
    })
    const ids = asked.flatMap(({ field, texts }) => (field.type === 'person' ? texts.map((text) => text.split(':')[2]!) : []))
    const people = await namePeople(db, principal, ids)
    return asked.map(({ field, texts }) => {
      const name = nameOf(field)
      const values = (operator: string) =>
        texts
          .map((text) => text.split(':'))
          .filter(([, each]) => each === operator)
          .map(([, , ...rest]) => valueText(field, typed(field, rest.join(':')), locale, people))
      const [from, to] = [values('gte').at(-1), values('lte').at(-1)]
      const range =
        from && to ? t('filter.between', { from, to }) : from ? t('filter.since', { from }) : to ? t('filter.until', { to }) : ''
      return {
        name,
        value: [...values('eq'), range].filter(Boolean).join(', '),
        removeHref: peopleHref(query, { field: query.field?.filter((text) => !texts.includes(text)) }),
        removeLabel: translator(locale, 'people')('filter.remove', { name }),
      }
    })
  }
}

const typed = ({ type }: CustomField, text: string): FieldValue =>
  type === 'number' || type === 'money' ? Number(text) : type === 'yesno' ? text === 'true' : text
