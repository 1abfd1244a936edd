import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql, type TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import type { Cursor } from '../cursor'
import { PeopleQuery } from '../people-query.schema'
import { peopleCountSql, peopleFilter, peoplePageSql, peopleRowsSql } from '../people-sql'
import { searchSql } from '../search-people'
import { member, TODAY } from '../testing/people'
import { expectIndexed } from '../testing/plans'
import { createField } from './create-field'
import type { CustomField, FieldType } from './custom-field.schema'
import { type FieldFilter, filterSql } from './field-filter'
import { loadFields } from './list-fields'
import { type PartOfList, valuePart } from './value-order'

// 100,000 people of one tenant, with a value of each of three fields, and 10,000 of another.
const PEOPLE = 100_000
const BUDGET_MS = 20
let world: World
let db: TenantDb
let fields: Record<string, CustomField>

beforeAll(async () => {
  world = await createWorld()
  db = await fill(PEOPLE)
  await fill(PEOPLE / 10)
  await world.asSuperuser('VACUUM ANALYZE employees, employee_values, custom_fields')
  fields = Object.fromEntries((await loadFields(db, 'person')).map((field) => [field.type, field]))
})
afterAll(() => world.close())

async function fill(people: number): Promise<TenantDb> {
  const { tenant, db: made } = await world.addTenant()
  const types: FieldType[] = ['text', 'number', 'date']
  for (const type of types) {
    const input = { entity: 'person', key: `my_${type}`, type, labels: { en: type }, access: 'directory', isFilterable: true }
    await createField(made, member(made, 'admin'), input, { fieldsMax: 9 })
  }
  // As a copy does it: the rows are right, and nothing is looked up for each.
  await world.asSuperuser('SET session_replication_role = replica')
  await world.asSuperuser(`
    INSERT INTO employees (tenant_id, id, number, first_name, last_name, status, hired_on)
    SELECT '${tenant.id}', gen_random_uuid(), e::text, 'First' || e % 977, 'Last' || e % 1231, CASE WHEN e % 9 = 0 THEN 'left' ELSE 'active' END, '2000-01-01'
      FROM generate_series(1, ${people}) e`)
  await world.asSuperuser(`
    INSERT INTO employee_values (tenant_id, field_id, employee_id, text_value, number_value, date_value, search_text)
    SELECT e.tenant_id, f.id, e.id,
           CASE f.type WHEN 'text' THEN 'Badge ' || e.number::int % 5000 END,
           CASE f.type WHEN 'number' THEN e.number::int % 20000 END,
           CASE f.type WHEN 'date' THEN '1970-01-01'::date + e.number::int % 15000 END,
           CASE f.type WHEN 'text' THEN ' badge ' || e.number::int % 5000 END
      FROM employees e JOIN custom_fields f ON f.tenant_id = e.tenant_id WHERE e.tenant_id = '${tenant.id}' AND (f.type <> 'number' OR e.number::int % 4 > 0)`)
  await world.asSuperuser('RESET session_replication_role')
  return made
}

const filters = (): Record<string, FieldFilter[]> => ({
  'one text': [{ field: fields.text!, eq: ['Badge 77'] }],
  'three texts': [{ field: fields.text!, eq: ['Badge 77', 'Badge 78', 'Badge 79'] }],
  'a number': [{ field: fields.number!, eq: [321] }],
  'a range of numbers': [{ field: fields.number!, gte: 100, lte: 110 }],
  'a range of days': [{ field: fields.date!, gte: '1980-01-01', lte: '1980-01-07' }],
  'a text and a number': [
    { field: fields.text!, eq: ['Badge 77'] },
    { field: fields.number!, gte: 5 },
  ],
})
const query = (input: object = {}) => PeopleQuery.parse(input)
const NOBODY = '00000000-0000-7000-8000-000000000000'
/** The rows of a page without the total, which counts everybody here as in a list in any other order. */
const rowsOf = ({ inner, outer }: PartOfList) => peopleRowsSql(inner, { direction: outer, total: sql`0`, today: TODAY })
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

async function expectQuick(work: () => Promise<unknown>, budget = BUDGET_MS): Promise<void> {
  const times: number[] = []
  for (let n = 0; n < 9; n++) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  expect(median(times), times.map((time) => time.toFixed(1)).join(' ')).toBeLessThan(budget)
}

describe.each(['one text', 'three texts', 'a number', 'a range of numbers', 'a range of days', 'a text and a number'])(
  'a list of 100,000 filtered by %s',
  (name) => {
    test.each(['name', 'hiredOn'] as const)(
      'in the order of %s reads no table from end to end, and takes less than 20 ms',
      async (sort) => {
        const more = filters()[name]!.map(filterSql)
        const page = peoplePageSql(query({ sort }), null, undefined, TODAY, more)
        await expectIndexed(db, page)
        await expectIndexed(db, peopleCountSql(query(), null, more))
        await expectQuick(() => db.$queryRaw(page))
        await expectQuick(() => db.$queryRaw(peopleCountSql(query(), null, more)))
        expect((await db.$queryRaw<object[]>(page)).length).toBeGreaterThan(0)
      },
    )
  },
)

describe.each(['text', 'number', 'date'])('a list of 100,000 in the order of a %s', (key) => {
  test.each([
    [true, false],
    [false, false],
    [true, true],
  ])('upwards: %s, backwards: %s, is read from an index and takes less than 20 ms', async (isAscending, isBackwards) => {
    const field = fields[key]!
    const filter = peopleFilter(query(), null)
    const { inner, outer } = valuePart(field, 'valued', { filter, cursor: undefined, isAscending, isBackwards, limit: 51 })
    await expectIndexed(db, rowsOf({ inner, outer }))
    await expectQuick(() => db.$queryRaw(rowsOf({ inner, outer })))
  })
})

test('those who have no value are read by name', async () => {
  const cursor: Cursor = { sort: 'field:my_number', direction: 'asc', side: 'after', key: ['b', 'Last5', 'First5', NOBODY], offset: 0 }
  const filter = peopleFilter(query(), null)
  const part = valuePart(fields.number!, 'blank', { filter, cursor, isAscending: true, isBackwards: false, limit: 51 })
  await expectQuick(() => db.$queryRaw(rowsOf(part)))
})

test('a search in values is looked up in the trigram index of the tenant', async () => {
  await expectIndexed(db, searchSql('badge 4711', 8))
  const found = () => db.$queryRaw<object[]>(searchSql('badge 4711', 8))
  expect((await found()).length).toBe(8)
  await expectQuick(found, 100) // of a search; one of its words is in every value
})
