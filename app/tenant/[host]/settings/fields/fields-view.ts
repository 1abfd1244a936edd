import type { FieldsPageProps } from '@/components/portal/fields/fields-page'
import { type CustomField, FIELD_ACCESS, FIELD_ENTITIES, FIELD_TYPES, labelOf } from '@/lib/hr'
import { translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'

export function fieldsView(
  { tenant, locale }: Portal,
  fields: CustomField[],
  counts: Map<string, number>,
): Omit<FieldsPageProps, 'actions'> {
  const t = translator(locale, 'fields')
  const common = translator(locale, 'common')
  const flags = (field: CustomField): FieldsPageProps['groups'][number]['fields'][number]['flags'] => [
    ...(field.isRequired ? [{ text: t('flags.required'), tone: 'neutral' as const }] : []),
    ...(field.isFilterable
      ? [field.isIndexed ? { text: t('flags.filterable'), tone: 'ok' as const } : { text: t('flags.indexing'), tone: 'info' as const }]
      : []),
    ...(field.isArchived ? [{ text: t('flags.archived'), tone: 'warn' as const }] : []),
  ]
  return {
    lead: t('lead'),
    sentence: t('sentence', { used: fields.length, max: tenant.limits.customFieldsMax }),
    currency: tenant.currency,
    groups: FIELD_ENTITIES.map((entity) => ({
      entity,
      title: t(`entity.${entity}`),
      empty: t(`empty.${entity}`),
      fields: fields
        .filter((field) => field.entity === entity)
        .map((field) => {
          const name = labelOf(field.labels, locale)
          const values = counts.get(field.id) ?? 0
          return {
            field,
            name,
            type: t(`type.${field.type}`),
            access: t(`access.${field.access}`),
            flags: flags(field),
            values,
            words: {
              edit: t('edit', { name }),
              editTitle: t('dialog.editTitle', { name }),
              up: t('up', { name }),
              down: t('down', { name }),
              deleteTitle: t('deleteTitle', { name }),
              deleteValues: t('deleteValues', { count: values }),
              deleteType: t('deleteType', { key: field.key }),
            },
          }
        }),
    })),
    types: FIELD_TYPES.map((value) => ({ value, label: t(`type.${value}`) })),
    entities: FIELD_ENTITIES.map((value) => ({ value, label: t(`entity.${value}`) })),
    accesses: FIELD_ACCESS.map((value) => ({ value, label: t(`access.${value}`) })),
    words: {
      title: t('title'),
      add: t('add'),
      newTitle: t('dialog.newTitle'),
      of: t('dialog.of'),
      labelEn: t('dialog.labelEn'),
      labelKo: t('dialog.labelKo'),
      labelHelp: t('dialog.labelHelp'),
      key: t('dialog.key'),
      keyHelp: t('dialog.keyHelp'),
      type: t('dialog.type'),
      typeHelp: t('dialog.typeHelp'),
      currency: t('dialog.currency'),
      choices: t('dialog.choices'),
      choiceEn: t('dialog.choiceEn'),
      choiceKo: t('dialog.choiceKo'),
      addChoice: t('dialog.addChoice'),
      removeChoice: t.raw('dialog.removeChoice'),
      access: t('dialog.access'),
      accessHelp: t('dialog.accessHelp'),
      isRequired: t('dialog.isRequired'),
      isFilterable: t('dialog.isFilterable'),
      filterableHelp: t('dialog.filterableHelp'),
      archive: t('archive'),
      restore: t('restore'),
      archiveHelp: t('archiveHelp'),
      archiveInstead: t('archiveInstead'),
      delete: t('delete'),
      deleteForGood: t('deleteForGood'),
      saved: t('saved'),
      ready: t('ready'),
      save: common('save'),
      cancel: common('cancel'),
      messages: common('messages'),
    },
  }
}
