import type { PeopleQuery } from '@/lib/hr'

/** The list's state lives in its address. What is as usual is left out. */
export function peopleHref(query: PeopleQuery, change: Partial<PeopleQuery> = {}): string {
  // A changed list begins at its first page.
  const wanted = { ...query, cursor: undefined, ...change }
  const params = new URLSearchParams()
  const add = (name: string, value: string | undefined) => value && params.append(name, value)
  add('search', wanted.search)
  if (wanted.view !== 'all') add('view', wanted.view)
  for (const id of wanted.department ?? []) add('department', id)
  for (const title of wanted.title ?? []) add('title', title)
  if (wanted.status !== 'active') add('status', wanted.status)
  add('manager', wanted.manager)
  add('hiredFrom', wanted.hiredFrom)
  add('hiredTo', wanted.hiredTo)
  for (const condition of wanted.field ?? []) add('field', condition)
  add('sortField', wanted.sortField)
  if (wanted.sort !== 'name' || wanted.direction !== 'asc') {
    add('sort', wanted.sort)
    add('direction', wanted.direction)
  }
  add('cursor', wanted.cursor)
  return params.size > 0 ? `/people?${params}` : '/people'
}

const USUAL = { view: 'all', status: 'active', sort: 'name', direction: 'asc' } as const

/** The same state as hidden fields of a form, without what the form itself asks for. */
export function peopleFields(query: PeopleQuery, without: (keyof PeopleQuery)[]): { name: string; value: string }[] {
  const left = Object.fromEntries(without.map((name) => [name, (USUAL as Partial<PeopleQuery>)[name]]))
  const { searchParams } = new URL(peopleHref(query, left), 'http://own.invalid')
  return [...searchParams].map(([name, value]) => ({ name, value }))
}
