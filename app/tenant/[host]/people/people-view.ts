import type { PeoplePageProps } from '@/components/portal/people-page'
import { hasPermission } from '@/lib/auth'
import type { PeopleColumnKey, PeoplePage, PeopleQuery, SavedView } from '@/lib/hr'
import { formatNumber, translator } from '@/lib/portal'
import type { Portal } from '../portal-request'
import { fieldFilters } from './field-filters'
import { peopleFields, peopleHref } from './people-address'
import { peopleColumns, shownColumns } from './people-columns'
import { filterChips } from './people-filters'
import { bulkView, toolsView } from './people-many'
import { peopleRows } from './people-rows'

export type List = {
  query: PeopleQuery
  people: PeoplePage
  today: string
  milliseconds: number
  isAddressWrong: boolean
  views: SavedView[]
  /** The view that is open. */
  saved: SavedView | undefined
  columns: readonly PeopleColumnKey[]
}

export async function peopleView(portal: Portal, list: List): Promise<Omit<PeoplePageProps, 'actions' | 'startBulkChange'>> {
  const { query, people, today, milliseconds, isAddressWrong, saved } = list
  const { principal, locale } = portal
  const t = translator(locale, 'people')
  const common = translator(locale, 'common')
  const number = (value: number) => formatNumber(value, locale)
  const mayImport = hasPermission(principal, 'import:run')
  const ownFilters = await fieldFilters(portal, query)
  const chips = [...(await filterChips(portal, query, people)), ...(ownFilters?.chips ?? [])]
  const columns = shownColumns(list.columns, people.showsSalary)
  const mayChange = hasPermission(principal, 'people:write')
  const isNarrowed = Boolean(query.search) || chips.length > 0 || query.view !== 'all'
  const count = number(people.total)
  const own = (['all', ...(principal.employeeId ? (['team'] as const) : []), 'managers', 'untitled'] as const).map((view) => {
    const isCurrent = !saved && view === query.view
    return { href: peopleHref(query, { view }), label: t(`views.${view}`), isCurrent, count: isCurrent ? count : undefined }
  })
  const kept = list.views.map((view) => {
    const isCurrent = view === saved
    return { href: `/people?saved=${view.id}`, label: view.name, isCurrent, count: isCurrent ? count : undefined }
  })
  return {
    total: locale === 'ko' ? `${number(people.total)}명` : number(people.total),
    importHref: mayImport ? '/import' : undefined,
    hireHref: mayChange ? '/people/new' : undefined,
    views: [...own, ...kept],
    search: { value: query.search ?? '', fields: [...peopleFields(query, ['search', 'cursor']), ...savedField(saved)] },
    filter: {
      url: '/api/portal/departments',
      fields: [...peopleFields(query, ['department', 'status', 'hiredFrom', 'hiredTo', 'cursor']), ...savedField(saved)],
      chosen: { department: query.department ?? [], status: query.status, hiredFrom: query.hiredFrom ?? '', hiredTo: query.hiredTo ?? '' },
      words: {
        add: t('filter.add'),
        department: t('filter.department'),
        status: t('filter.status'),
        active: t('filter.active'),
        left: t('filter.left'),
        all: t('filter.all'),
        hired: t('filter.hired'),
        from: t('filter.from'),
        to: t('filter.to'),
        apply: t('filter.apply'),
        failed: t('filter.failed'),
      },
    },
    chips,
    fieldFilter: ownFilters?.filter,
    clearHref:
      chips.length > 1
        ? peopleHref({
            ...query,
            department: undefined,
            title: undefined,
            manager: undefined,
            hiredFrom: undefined,
            hiredTo: undefined,
            status: 'active',
            field: undefined,
          })
        : undefined,
    columns: peopleColumns(columns, locale, query),
    rows: peopleRows(people, { today, locale, isFamilyNameBold: query.sort === 'name', columns }),
    pick: mayChange ? { row: t.raw('bulk.pick'), all: t('bulk.pickAll') } : undefined,
    tools: toolsView(portal, list),
    bulk: mayChange ? bulkView(portal, list) : undefined,
    empty: people.total > 0 ? undefined : isNarrowed ? 'nothing' : 'nobody',
    notice: isAddressWrong ? t('wrongQuery') : undefined,
    pager: {
      range: t('range', {
        from: number(people.from),
        to: number(people.from + people.rows.length - (people.from > 0 ? 1 : 0)),
        total: number(people.total),
      }),
      note: `${ownFilters?.sorted ?? t(`sorted.${query.sort}`)} · ${t('found', { milliseconds: String(milliseconds) })}`,
      previousHref: people.previous && peopleHref(query, { cursor: people.previous }),
      nextHref: people.next && peopleHref(query, { cursor: people.next }),
      words: { label: common('pages'), previous: common('previous'), next: common('next') },
    },
    words: {
      title: t('title'),
      import: t('import'),
      hire: t('hire'),
      views: t('views.label'),
      search: t('search'),
      searchLabel: t('searchLabel'),
      clear: t('filter.clear'),
      left: t('left'),
      emptyTitle: t('empty.title'),
      emptyText: mayImport ? t('empty.text') : t('empty.noRight'),
      emptyAction: t('empty.action'),
      nothingTitle: t('nothing.title'),
      nothingText: t('nothing.text'),
      nothingAction: t('nothing.action'),
    },
  }
}

/** A search or a filter within a view stays in it. */
const savedField = (saved: SavedView | undefined) => (saved ? [{ name: 'saved', value: saved.id }] : [])
