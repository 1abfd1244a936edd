import type { PeopleColumn } from '@/components/portal/people-table'
import type { Locale } from '@/lib/core'
import type { PeopleColumnKey, PeopleQuery, PeopleSort } from '@/lib/hr'
import { translator } from '@/lib/portal'
import { peopleHref } from './people-address'

const NUMBERS: readonly PeopleColumn['key'][] = ['number', 'hired', 'tenure', 'salary']
/** Left out where the window is narrow. */
const FOLDED: readonly PeopleColumn['key'][] = ['manager', 'tenure', 'email']
const SORTS: Partial<Record<PeopleColumn['key'], PeopleSort>> = { name: 'name', number: 'number', title: 'title', hired: 'hiredOn' }

/** The columns of a list in their order, without those that the reader may not see. */
export function shownColumns(chosen: readonly PeopleColumnKey[], showsSalary: boolean): PeopleColumnKey[] {
  return chosen.filter((key) => key !== 'salary' || showsSalary)
}

/** The head of a list; without a query it is not sorted by its columns. */
export function peopleColumns(keys: readonly PeopleColumnKey[], locale: Locale, query?: PeopleQuery): PeopleColumn[] {
  const t = translator(locale, 'people')
  return (['name', ...keys] as const).map((key) => ({
    key,
    label: t(`columns.${key}`),
    isNumber: NUMBERS.includes(key),
    className: FOLDED.includes(key) ? 'fold' : undefined,
    ...(query && sorting(query, SORTS[key])),
  }))
}

function sorting(query: PeopleQuery, sort: PeopleSort | undefined): Pick<PeopleColumn, 'href' | 'sorted'> {
  if (!sort) return {}
  const isSorted = query.sort === sort && !query.sortField
  const direction = isSorted && query.direction === 'asc' ? 'desc' : 'asc'
  return {
    href: peopleHref(query, { sort, direction, sortField: undefined }),
    sorted: !isSorted ? undefined : query.direction === 'asc' ? 'ascending' : 'descending',
  }
}
