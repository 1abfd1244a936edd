import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { listPeople } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { PEOPLE_SORTS, type PeopleQueryInput } from './people-query.schema'
import { addPeople, member, type NewPerson, TODAY } from './testing/people'
import type { PersonRow } from './types'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Every page from one end to the other, by its links. */
async function walk(
  db: TenantDb,
  query: PeopleQueryInput,
  link: 'next' | 'previous' = 'next',
  onPage?: () => Promise<void>,
): Promise<PersonRow[]> {
  const hr = member(db, 'hr')
  const pages: PersonRow[][] = []
  let cursor: string | undefined
  if (link === 'previous') {
    // The last page's own cursor: walk there first.
    let page = await listPeople(db, hr, query, TODAY)
    while (page.next) page = await listPeople(db, hr, { ...query, cursor: page.next }, TODAY)
    pages.push(page.rows)
    cursor = page.previous ?? undefined
    if (!cursor) return page.rows
  }
  for (;;) {
    const page = await listPeople(db, hr, { ...query, cursor }, TODAY)
    if (link === 'next') pages.push(page.rows)
    else pages.unshift(page.rows)
    await onPage?.()
    const next = page[link]
    if (!next) return pages.flat()
    cursor = next
  }
}

describe('the pages of the people list', () => {
  let db: TenantDb
  // Equal names, titles and days on purpose: only the id tells such people apart.
  const people: NewPerson[] = Array.from({ length: 47 }, (_, index) => ({
    number: String(100 + index),
    firstName: ['Ada', 'ada', '서연', 'Émile'][index % 4],
    lastName: ['Kim', '김', 'kim', 'Ångström', 'Zulu', 'Kim'][index % 6],
    title: ['', 'Engineer', '팀장'][index % 3],
    hiredOn: `20${10 + (index % 5)}-03-01`,
  }))
  beforeAll(async () => {
    db = (await world.addTenant()).db
    await addPeople(db, people)
  })

  for (const sort of PEOPLE_SORTS) {
    for (const direction of ['asc', 'desc'] as const) {
      test(`show everybody exactly once, forwards and backwards, by ${sort} ${direction}`, async () => {
        const forwards = await walk(db, { sort, direction, limit: 5 })
        expect(new Set(forwards.map(({ id }) => id)).size).toBe(people.length)
        expect(forwards).toHaveLength(people.length)
        expect(await walk(db, { sort, direction, limit: 5 }, 'previous')).toEqual(forwards)
        const all = await listPeople(db, member(db, 'hr'), { sort, direction, limit: 200 }, TODAY)
        expect(all.rows).toEqual(forwards)
        expect(all).toMatchObject({ total: people.length, from: 1, next: null, previous: null })
      })

      test(`show those who were there exactly once while others are hired, by ${sort} ${direction}`, async () => {
        const { db: busy } = await world.addTenant()
        const before = await addPeople(busy, people)
        let hired = 500
        const seen = await walk(busy, { sort, direction, limit: 4 }, 'next', async () => {
          await addPeople(
            busy,
            [0, 1, 2].map((each) => ({ ...people[(hired + each) % people.length]!, number: String(hired++) })),
          )
        }).then((rows) => rows.map(({ id }) => id))
        expect(seen.filter((id) => [...before.values()].includes(id)).sort()).toEqual([...before.values()].sort())
        expect(new Set(seen).size).toBe(seen.length)
      })
    }
  }

  test('number their rows from the first to the last, in both directions', async () => {
    const hr = member(db, 'hr')
    const first = await listPeople(db, hr, { limit: 20 }, TODAY)
    const second = await listPeople(db, hr, { limit: 20, cursor: first.next! }, TODAY)
    const third = await listPeople(db, hr, { limit: 20, cursor: second.next! }, TODAY)
    expect([first.from, second.from, third.from, third.rows.length, third.next]).toEqual([1, 21, 41, 7, null])
    const back = await listPeople(db, hr, { limit: 20, cursor: third.previous! }, TODAY)
    expect([back.from, back.rows]).toEqual([21, second.rows])
    const start = await listPeople(db, hr, { limit: 20, cursor: back.previous! }, TODAY)
    expect([start.from, start.previous]).toEqual([1, null])
  })

  test('refuse a cursor that was changed, of another order, or of another tenant', async () => {
    const hr = member(db, 'hr')
    const { next } = await listPeople(db, hr, { limit: 5 }, TODAY)
    const refused = { code: 'invalid_input', fields: { cursor: expect.any(String) } }
    await expect(listPeople(db, hr, { cursor: `${next!.slice(0, -2)}AA` }, TODAY)).rejects.toMatchObject(refused)
    await expect(listPeople(db, hr, { cursor: 'x' }, TODAY)).rejects.toMatchObject(refused)
    await expect(listPeople(db, hr, { cursor: next!, sort: 'title' }, TODAY)).rejects.toMatchObject(refused)
    await expect(listPeople(db, hr, { cursor: next!, direction: 'desc' }, TODAY)).rejects.toMatchObject(refused)
    const { db: other } = await world.addTenant()
    await expect(listPeople(other, member(other, 'hr'), { cursor: next! }, TODAY)).rejects.toMatchObject(refused)
    expect(next).not.toContain('Kim')
  })

  test('begin again when everybody on a page has gone', async () => {
    const { db: small } = await world.addTenant()
    const ids = await addPeople(small, people.slice(0, 6))
    const { next } = await listPeople(small, member(small, 'hr'), { limit: 5, sort: 'number' }, TODAY)
    await small.employee.delete({ where: { tenantId_id: { id: ids.get('105')! } } })
    const page = await listPeople(small, member(small, 'hr'), { limit: 5, sort: 'number', cursor: next! }, TODAY)
    expect([page.from, page.rows.length, page.next]).toEqual([1, 5, null])
  })
})

describe('the filters of the people list', () => {
  let db: TenantDb
  let ids: Map<string, string>
  const [sales, research] = [newId(), newId()]
  beforeAll(async () => {
    db = (await world.addTenant()).db
    await db.department.createMany({
      data: [
        { id: sales, code: 's', name: 'Sales' },
        { id: research, code: 'r', name: 'Research' },
      ],
    })
    ids = await addPeople(db, [
      { number: '1', firstName: '서연', lastName: '김', title: 'Head', hiredOn: '2001-01-01', departmentId: sales },
      {
        number: '2',
        firstName: 'Bo',
        lastName: 'Li_50%',
        title: 'Engineer',
        hiredOn: '2010-05-05',
        departmentId: research,
        managerId: '1',
      },
      { number: '3', firstName: 'Cy', lastName: 'Lie', hiredOn: '2015-05-05', departmentId: research, managerId: '2' },
      { number: '4', firstName: 'Di', lastName: 'Past', hiredOn: '1999-01-01', leftOn: '2005-01-01', managerId: '1' },
    ])
  })
  const numbers = async (query: PeopleQueryInput, principal = member(db, 'employee')) =>
    (await listPeople(db, principal, { sort: 'number', ...query }, TODAY)).rows.map(({ number }) => number)

  test('find by each of them, and by all together', async () => {
    expect(await numbers({})).toEqual(['1', '2', '3'])
    expect(await numbers({ status: 'left' })).toEqual(['4'])
    expect(await numbers({ status: 'all' })).toEqual(['1', '2', '3', '4'])
    expect(await numbers({ department: [research] })).toEqual(['2', '3'])
    expect(await numbers({ department: [research, sales] })).toEqual(['1', '2', '3'])
    expect(await numbers({ manager: ids.get('1')! })).toEqual(['2'])
    expect(await numbers({ hiredFrom: '2010-05-05' })).toEqual(['2', '3'])
    expect(await numbers({ hiredTo: '2010-05-05' })).toEqual(['1', '2'])
    expect(await numbers({ title: ['Head', 'Engineer'] })).toEqual(['1', '2'])
    expect(await numbers({ view: 'untitled' })).toEqual(['3'])
    expect(await numbers({ view: 'managers' })).toEqual(['1', '2'])
    expect(await numbers({ view: 'team' }, member(db, 'manager', ids.get('1')!))).toEqual(['2', '3'])
    expect(await numbers({ view: 'team' })).toEqual([])
    expect(await numbers({ department: [research], status: 'all', hiredFrom: '2012-01-01', search: 'li', view: 'untitled' })).toEqual(['3'])
  })

  test('search names in any script, with % and _ as ordinary characters', async () => {
    expect(await numbers({ search: '김' })).toEqual(['1'])
    expect(await numbers({ search: '서연' })).toEqual(['1'])
    expect(await numbers({ search: 'LI' })).toEqual(['2', '3'])
    expect(await numbers({ search: '_50%' })).toEqual(['2'])
    expect(await numbers({ search: '%' })).toEqual(['2'])
    expect(await numbers({ search: "'; DROP TABLE employees; --" })).toEqual([])
  })

  test('are refused with the field named when they make no sense', async () => {
    for (const [field, wrong] of Object.entries({
      department: ['x'],
      manager: 'x',
      hiredFrom: '2024-02-30',
      hiredTo: 'tomorrow',
      sort: 'salary',
      limit: 0,
      search: 'a\u0000b',
      cursor: 'x'.repeat(3_000),
    })) {
      const error = await listPeople(db, member(db, 'hr'), { [field]: wrong } as PeopleQueryInput, TODAY).catch((caught) => caught)
      expect(error, field).toMatchObject({ code: 'invalid_input' })
      expect(Object.keys(error.fields).join()).toContain(field)
    }
  })
})
