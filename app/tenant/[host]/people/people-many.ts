import type { PeopleBulkProps } from '@/components/portal/people-bulk'
import type { PeopleToolsProps } from '@/components/portal/people-tools'
import { hasPermission } from '@/lib/auth'
import { PEOPLE_COLUMNS, type PeopleQuery } from '@/lib/hr'
import { INTL_LOCALE, translator } from '@/lib/portal'
import { inputWords } from '../input-words'
import type { Portal } from '../portal-request'
import { peopleHref } from './people-address'
import { shownColumns } from './people-columns'
import type { List } from './people-view'

const downloadHref = (query: PeopleQuery) => peopleHref(query).replace(/^\/people/, '/api/portal/csv/people')

/** What a view keeps: no page of the list. */
const keptQuery = ({ cursor: _, limit: __, ...query }: PeopleQuery) => query

/** Columns, download, views. */
export function toolsView({ principal, locale }: Portal, { query, people, columns, saved }: List): Omit<PeopleToolsProps, 'actions'> {
  const t = translator(locale, 'people')
  const common = translator(locale, 'common')
  const shown = shownColumns(columns, people.showsSalary)
  const mayChange = saved && (saved.isOwn || (saved.isShared && hasPermission(principal, 'people:write')))
  return {
    // Those that are shown stand first and in their order, so that a choice does not shuffle them.
    columns: shownColumns([...new Set([...columns, ...PEOPLE_COLUMNS])], people.showsSalary).map((key) => ({
      key,
      label: t(`columns.${key}`),
      isShown: shown.includes(key),
    })),
    query: keptQuery(query),
    view: mayChange ? { id: saved.id, name: saved.name, isShared: saved.isShared } : undefined,
    mayShare: hasPermission(principal, 'people:write'),
    downloadHref: downloadHref(query),
    words: {
      columns: t('tools.columns'),
      download: t('tools.download'),
      saveView: t('tools.saveView'),
      viewMenu: t('tools.viewMenu'),
      update: t('tools.update'),
      rename: t('tools.rename'),
      remove: t('tools.remove'),
      saveTitle: t('tools.saveTitle'),
      renameTitle: t('tools.renameTitle'),
      name: t('tools.name'),
      share: t('tools.share'),
      shareHelp: t('tools.shareHelp'),
      save: common('save'),
      cancel: common('cancel'),
      saved: common('saved'),
      messages: common('messages'),
    },
  }
}

/** What can be done with many. */
export function bulkView({ locale }: Portal, { query, people, today }: List): Omit<PeopleBulkProps, 'action'> {
  const t = translator(locale, 'people')
  const common = translator(locale, 'common')
  return {
    query: keptQuery(query),
    total: people.total,
    exportHref: downloadHref(query),
    today,
    locale: INTL_LOCALE[locale],
    words: {
      ...inputWords(locale),
      selected: t.raw('bulk.selected'),
      all: t.raw('bulk.all'),
      department: t('bulk.department'),
      manager: t('bulk.manager'),
      export: t('bulk.export'),
      clear: t('bulk.clear'),
      departmentTitle: t.raw('bulk.departmentTitle'),
      managerTitle: t.raw('bulk.managerTitle'),
      text: t('bulk.text'),
      from: t('person.do.from'),
      fromHelp: t('person.do.amountHelp'),
      departmentField: t('columns.department'),
      managerField: t('columns.manager'),
      noDepartment: t('form.noDepartment'),
      nobody: t('none'),
      reason: t('person.do.reason'),
      optional: common('optional'),
      confirm: t.raw('bulk.confirm'),
      cancel: common('cancel'),
    },
  }
}
