import type { PeoplePageProps } from '@/components/portal/people-page'
import type { PeopleColumn } from '@/components/portal/people-table'
import { hasPermission } from '@/lib/auth'
import type { PeoplePage, PeopleQuery, PeopleSort } from '@/lib/hr'
import { formatNumber, translator } from '@/lib/portal'
import type { Portal } from '../portal-request'
import { fieldFilters } from './field-filters'
import { peopleFields, peopleHref } from './people-address'
import { filterChips } from './people-filters'
import { peopleRows } from './people-rows'

type List = { query: PeopleQuery; people: PeoplePage; today: string; milliseconds: number; isAddressWrong: boolean }

export async function peopleView(portal: Portal, { query, people, today, milliseconds, isAddressWrong }: List): Promise<PeoplePageProps> {
  const { principal, locale } = portal
  const t = translator(locale, 'people')
  const common = translator(locale, 'common')
  const number = (value: number) => formatNumber(value, locale)
  const mayImport = hasPermission(principal, 'import:run')
  const own = await fieldFilters(portal, query)
  const chips = [...(await filterChips(portal, query, people)), ...(own?.chips ?? [])]
  const isNarrowed = Boolean(query.search) || chips.length > 0 || query.view !== 'all'
  const views = (['all', ...(principal.employeeId ? (['team'] as const) : []), 'managers', 'untitled'] as const).map((view) => ({
    href: peopleHref(query, { view }),
    label: t(`views.${view}`),
    isCurrent: view === query.view,
    count: view === query.view ? number(people.total) : undefined,
  }))
  return {
    total: locale === 'ko' ? `${number(people.total)}명` : number(people.total),
    importHref: mayImport ? '/import' : undefined,
    views,
    search: { value: query.search ?? '', fields: peopleFields(query, ['search', 'cursor']) },
    filter: {
      url: '/api/portal/departments',
      fields: peopleFields(query, ['department', 'status', 'hiredFrom', 'hiredTo', 'cursor']),
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
    fieldFilter: own?.filter,
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
    columns: columns(query, people, t),
    rows: peopleRows(people, { today, locale, isFamilyNameBold: query.sort === 'name' }),
    hasSalary: people.showsSalary,
    empty: people.total > 0 ? undefined : isNarrowed ? 'nothing' : 'nobody',
    notice: isAddressWrong ? t('wrongQuery') : undefined,
    pager: {
      range: t('range', {
        from: number(people.from),
        to: number(people.from + people.rows.length - (people.from > 0 ? 1 : 0)),
        total: number(people.total),
      }),
      note: `${own?.sorted ?? t(`sorted.${query.sort}`)} · ${t('found', { milliseconds: String(milliseconds) })}`,
      previousHref: people.previous && peopleHref(query, { cursor: people.previous }),
      nextHref: people.next && peopleHref(query, { cursor: people.next }),
      words: { label: common('pages'), previous: common('previous'), next: common('next') },
    },
    words: {
      title: t('title'),
      import: t('import'),
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

function columns(query: PeopleQuery, people: PeoplePage, t: ReturnType<typeof translator<'people'>>): PeopleColumn[] {
  const sortable = (sort: PeopleSort, label: string, rest: Partial<PeopleColumn> = {}): PeopleColumn => {
    const isSorted = query.sort === sort && !query.sortField
    const direction = isSorted && query.direction === 'asc' ? 'desc' : 'asc'
    const sorted = isSorted ? (query.direction === 'asc' ? 'ascending' : 'descending') : undefined
    return { label, href: peopleHref(query, { sort, direction, sortField: undefined }), sorted, ...rest }
  }
  return [
    sortable('name', t('columns.name')),
    sortable('number', t('columns.number'), { isNumber: true }),
    sortable('title', t('columns.title')),
    { label: t('columns.department') },
    { label: t('columns.manager'), className: 'fold' },
    sortable('hiredOn', t('columns.hired'), { isNumber: true }),
    { label: t('columns.tenure'), isNumber: true, className: 'fold' },
    ...(people.showsSalary ? [{ label: t('columns.salary'), isNumber: true }] : []),
  ]
}
