import type { PeoplePageProps } from '@/components/portal/people-page'
import { getPerson, listDepartments, type PeoplePage, type PeopleQuery } from '@/lib/hr'
import { formatDate, fullName, translator } from '@/lib/portal'
import type { Portal } from '../portal-request'
import { peopleHref } from './people-address'

/** The filters in force, by name. Names come from the rows where they can, and from a query of their own where the list is empty. */
export async function filterChips(portal: Portal, query: PeopleQuery, people: PeoplePage): Promise<PeoplePageProps['chips']> {
  const { locale } = portal
  const t = translator(locale, 'people')
  const chips: PeoplePageProps['chips'] = []
  const add = (name: string, value: string, change: Partial<PeopleQuery>) =>
    chips.push({ name, value, removeHref: peopleHref(query, change), removeLabel: t('filter.remove', { name }) })

  if (query.department) add(t('filter.department'), await departmentNames(portal, query.department, people), { department: undefined })
  if (query.title) add(t('filter.jobTitle'), query.title.join(', '), { title: undefined })
  if (query.manager) add(t('filter.manager'), await managerName(portal, query.manager, people), { manager: undefined })
  if (query.status !== 'active') add(t('filter.status'), t(`filter.${query.status}`), { status: 'active' })
  if (query.hiredFrom || query.hiredTo) {
    const from = query.hiredFrom && formatDate(query.hiredFrom, locale)
    const to = query.hiredTo && formatDate(query.hiredTo, locale)
    const value = from && to ? t('filter.between', { from, to }) : from ? t('filter.since', { from }) : t('filter.until', { to: to ?? '' })
    add(t('filter.hired'), value, { hiredFrom: undefined, hiredTo: undefined })
  }
  return chips
}

async function departmentNames({ db, principal, locale }: Portal, ids: string[], { rows }: PeoplePage): Promise<string> {
  const known = new Map(rows.flatMap(({ department }) => (department ? [[department.id, department.name]] : [])))
  if (!ids.every((id) => known.has(id))) for (const { id, name } of await listDepartments(db, principal)) known.set(id, name)
  const names = ids.flatMap((id) => known.get(id) ?? [])
  return names.length > 0 ? names.join(', ') : translator(locale, 'people')('none')
}

async function managerName({ db, principal, locale }: Portal, id: string, { rows }: PeoplePage): Promise<string> {
  const row = rows.find(({ manager }) => manager?.id === id)
  const manager = row?.manager ?? (await getPerson(db, principal, id, '2000-01-01').catch(() => null))
  return manager ? fullName(manager) : translator(locale, 'people')('none')
}
