/** A query string of the address: one value a name, short, or it is not there. */
export type Query = Record<string, string | string[] | undefined>
const one = (query: Query, name: string) => {
  const value = query[name]
  return typeof value === 'string' && value !== '' && value.length <= 4000 ? value : undefined
}

/**
 * A keyset list in the address: the filters, the cursor of this page, and the cursors of the pages before it, so that Previous
 * works on a list that only knows how to go on. After `PAGES_BACK` pages the oldest is forgotten and Previous ends there.
 */
const PAGES_BACK = 40

export function readListAddress<Name extends string>(path: string, query: Query, names: readonly Name[]) {
  const filters = Object.fromEntries(names.map((name) => [name, one(query, name)])) as Record<Name, string | undefined>
  const cursor = one(query, 'cursor')
  const back = (one(query, 'back') ?? '').split(' ').filter(Boolean)
  const page = Math.max(0, Number.parseInt(one(query, 'page') ?? '0', 10) || 0)
  const address = (more: Record<string, string | undefined>) => {
    const given = Object.entries({ ...filters, ...more }).filter((entry): entry is [string, string] => Boolean(entry[1]))
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
  }
  return {
    filters,
    cursor,
    page: cursor ? page : 0,
    isFiltered: names.some((name) => filters[name] !== undefined),
    nextHref: (next: string | null) =>
      next
        ? address({
            cursor: next,
            page: String(cursor ? page + 1 : 1),
            back: cursor ? [...back, cursor].slice(-PAGES_BACK).join(' ') : undefined,
          })
        : null,
    previousHref: !cursor
      ? null
      : back.length > 0
        ? address({ cursor: back.at(-1), page: String(page - 1), back: back.slice(0, -1).join(' ') })
        : address({}),
    withFilters: (more: Record<string, string | undefined>) => address(more),
  }
}

/** The same list as a file: '/tenants?status=active' is downloaded from '/api/operator/csv/tenants?status=active'. */
export const csvHref = (address: string) => `/api/operator/csv${address}`
