import { describe, expect, it } from 'vitest'
import { readListAddress } from './list-address'

const parse = (href: string | null) => Object.fromEntries(new URL(href ?? '', 'http://x').searchParams)

describe('the address of a keyset list', () => {
  it('goes forth and back over the same pages, with the filters', () => {
    const first = readListAddress('/tenants', { status: 'active' }, ['status'])
    expect(first.previousHref).toBeNull()
    const second = readListAddress('/tenants', parse(first.nextHref('a.1')), ['status'])
    const third = readListAddress('/tenants', parse(second.nextHref('b.2')), ['status'])
    expect([second.cursor, third.cursor, third.page]).toEqual(['a.1', 'b.2', 2])
    expect(parse(third.previousHref)).toEqual({ status: 'active', cursor: 'a.1', page: '1' })
    expect(readListAddress('/tenants', parse(third.previousHref), ['status']).previousHref).toBe('/tenants?status=active')
  })

  it('stays short however far one goes', () => {
    let query: Record<string, string> = {}
    for (let page = 0; page < 200; page++) query = parse(readListAddress('/t', query, []).nextHref(`cursor${page}`))
    expect(JSON.stringify(query).length).toBeLessThan(1000)
    expect(readListAddress('/t', query, []).page).toBe(200)
  })

  it('takes odd queries for none', () => {
    const odd = readListAddress('/t', { status: ['a', 'b'], cursor: 'x'.repeat(5000), page: '-4' }, ['status'])
    expect(odd).toMatchObject({ filters: { status: undefined }, cursor: undefined, page: 0, isFiltered: false })
  })
})
