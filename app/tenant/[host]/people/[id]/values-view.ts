import type { FieldValuesProps } from '@/components/portal/fields/field-values'
import { minorDigits } from '@/lib/core'
import { isWritable, labelOf, listFields, namePeople, type Person } from '@/lib/hr'
import { fullName, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'
import { valueText } from '../value-text'

/** What the tenant's own fields say of a person, and those of them that the reader may change. Null where there is nothing of either. */
export async function valuesView(portal: Portal, person: Person): Promise<Omit<FieldValuesProps, 'action'> | null> {
  const { db, principal, locale } = portal
  const t = translator(locale, 'fields')
  const common = translator(locale, 'common')
  const fields = (await listFields(db, principal, 'person')).filter(({ isArchived }) => !isArchived)
  const isShown = new Set(Object.keys(person.custom))
  const writable = fields.filter((field) => isWritable(principal, field))
  const shown = fields.filter((field) => isShown.has(field.key) || writable.includes(field))
  if (shown.length === 0) return null
  const people = await namePeople(
    db,
    principal,
    fields.flatMap(({ key, type }) => (type === 'person' && person.custom[key] ? [String(person.custom[key])] : [])),
  )
  return {
    personId: person.id,
    facts: shown.map((field) => {
      const value = person.custom[field.key]
      return {
        name: labelOf(field.labels, locale),
        text: value === undefined ? t('values.notSet') : valueText(field, value, locale, people),
        isSet: value !== undefined,
        href: field.type === 'url' && value ? String(value) : field.type === 'person' && value ? `/people/${value}` : undefined,
      }
    }),
    inputs: writable.map((field) => {
      const value = person.custom[field.key]
      const somebody = field.type === 'person' && value ? people.get(String(value)) : undefined
      return {
        key: field.key,
        type: field.type,
        label: labelOf(field.labels, locale),
        isRequired: field.isRequired,
        value: value ?? null,
        choices: field.choices.map((choice) => ({ value: choice.value, label: labelOf(choice.labels, locale) })),
        digits: field.currency ? minorDigits(field.currency) : 0,
        help: field.currency
          ? t('values.moneyHelp', { currency: field.currency })
          : field.type === 'person'
            ? somebody
              ? t('values.keep', { name: fullName(somebody) })
              : t('values.personHelp')
            : undefined,
      }
    }),
    words: {
      title: t('values.title'),
      edit: t('values.edit'),
      editTitle: t('values.editTitle', { name: fullName(person) }),
      choose: t('values.notSet'),
      yes: t('values.yes'),
      no: t('values.no'),
      nobody: t('values.nobody'),
      remove: t('values.remove'),
      optional: common('optional'),
      saved: t('saved'),
      save: common('save'),
      cancel: common('cancel'),
    },
  }
}
