import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCopySession, type Sql, type TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { belowMeSql } from './access/list-relations'
import type { Cursor } from './cursor'
import { eventsSql, groupsSql, groupsWithPaySql, hiredOnSql, payChangesSql } from './dashboard-sql'
import { departmentCostsSql } from './departments/list-department-costs'
import { departmentsSql } from './departments/list-departments'
import { pathSql, reportsSql, reportTreeSql } from './organisation/organisation-sql'
import { PEOPLE_SORTS, PeopleQuery } from './people-query.schema'
import { peopleCountSql, peoplePageSql } from './people-sql'
import { jobChangesSql, neighboursSql, personSql, reportsToSql, salariesSql, teamCountsSql, teamSql } from './person-sql'
import { searchSql } from './search-people'
import { expectIndexed, flat, type Node, plansOf, sequentialScans } from './testing/plans'

// 17,000 people of the one who looks, and 90,000 of others, with two pays each. Under row-level security only leakproof operators use
// an index (DESIGN.md, decision 7), and a list that is quick with a hundred rows says nothing about it.
const OWN = 17_000
const OTHERS = 90
let world: World
let db: TenantDb
let ids: { department: string; manager: string; person: string }

beforeAll(async () => {
  world = await createWorld()
  const { tenant, db: own } = await world.addTenant()
  db = own
  await fill(tenant.id, OWN)
  for (let n = 0; n < OTHERS; n++) await fill(id(0xffff, n), 1_000)
  await world.asSuperuser('VACUUM ANALYZE employees, salaries, departments')
  const boss = await db.employee.findUniqueOrThrow({ where: { tenantId_number: { number: '1' } } })
  const person = await db.employee.findUniqueOrThrow({ where: { tenantId_number: { number: '4000' } } })
  ids = { department: person.departmentId!, manager: boss.id, person: person.id }
})
afterAll(() => world.close())

const id = (kind: number, n: number) => `0${kind.toString(16).padStart(7, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

async function fill(tenantId: string, people: number): Promise<void> {
  const uuid = (kind: number, n: string) =>
    `('0${kind.toString(16).padStart(7, '0')}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  await world.asSuperuser(
    `INSERT INTO departments (tenant_id, id, code, name) SELECT '${tenantId}', ${uuid(1, 'd')}, d::text, 'Department ' || d FROM generate_series(0, 39) d`,
  )
  await world.asSuperuser(`INSERT INTO employees (tenant_id, id, number, first_name, last_name, email, title, department_id, status, hired_on, left_on)
    SELECT '${tenantId}', ${uuid(2, 'e')}, e::text, 'First' || e % 977, 'Last' || e % 1231, 'e' || e || '@x', 'Title ' || e % 40, ${uuid(1, 'e % 40')},
           CASE WHEN e % 9 = 0 THEN 'left' ELSE 'active' END, '2000-01-01'::date + e % 8000, CASE WHEN e % 9 = 0 THEN '2024-01-01'::date END FROM generate_series(1, ${people}) e`)
  await world.asSuperuser(
    `UPDATE employees SET manager_id = ${uuid(2, `greatest(number::int / 8, 1)`)} WHERE tenant_id = '${tenantId}' AND number <> '1'`,
  )
  await world.asSuperuser(`INSERT INTO salaries (tenant_id, id, employee_id, amount_minor, currency, from_date, to_date)
    SELECT '${tenantId}', ${uuid(3, 'e * 2 + s')}, ${uuid(2, 'e')}, 5000000, 'USD', '2010-01-01'::date + s * 1000, NULL FROM generate_series(1, ${people}) e, generate_series(0, 1) s`)
}

const today = '2025-06-15'
const query = (input: object = {}) => PeopleQuery.parse(input)
const keys: Record<(typeof PEOPLE_SORTS)[number], string[]> = {
  name: ['Last5', 'First5', id(2, 5)],
  number: ['500'],
  title: ['Title 5', id(2, 5)],
  hiredOn: ['2010-01-01', id(2, 5)],
}
const filters = () => ({
  'nobody filtered': {},
  'people who left': { status: 'left' },
  everybody: { status: 'all' },
  'one department': { department: ids.department },
  'three departments': { department: [ids.department, id(1, 1), id(1, 2)] },
  'picked people': { id: [ids.person, ids.manager] },
  'one manager': { manager: ids.manager },
  'one title': { title: 'Title 7' },
  'a time of hire': { hiredFrom: '2010-01-01', hiredTo: '2010-03-01' },
  'a search': { search: 'first5 last' },
  'a search for a number': { search: '4000' },
  'a search in a department': { search: 'last7', department: ids.department },
  'people without a title': { view: 'untitled' },
  'people with reports': { view: 'managers' },
  'my team': { view: 'team' },
})

const expectNoSequentialScan = (statement: Sql) => expectIndexed(db, statement)

test('the plans are those of the application role, which cannot see past row security', async () => {
  const role = await openCopySession(
    db,
    async (session) => (await session.query(`SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user`)).rows,
  )
  expect(role).toEqual([{ rolname: 'rowhouse_shared', rolsuper: false, rolbypassrls: false }])
  expect((await world.asSuperuser<{ n: string }>('SELECT count(*) AS n FROM employees')).rows[0]!.n).toBe(String(OWN + OTHERS * 1_000))
})

describe.each(PEOPLE_SORTS)('the people list by %s reads no table from end to end', (sort) => {
  test.each(['asc', 'desc'] as const)('%s, on the first page, the next and the one before', async (direction) => {
    for (const side of [undefined, 'after', 'before'] as const) {
      const cursor: Cursor | undefined = side && { sort, direction, side, key: keys[sort], offset: 0 }
      await expectNoSequentialScan(peoplePageSql(query({ sort, direction }), ids.person, cursor, today))
    }
  })

  test('with every filter, alone', async () => {
    for (const filter of Object.values(filters()))
      await expectNoSequentialScan(peoplePageSql(query({ ...filter, sort }), ids.manager, undefined, today))
  })
})

test('a page in the order of an index is read from that index, not sorted', async () => {
  for (const [sort, index] of Object.entries({
    name: 'employees_status',
    number: 'employees_number',
    title: 'employees_title',
    hiredOn: 'employees_hired',
  })) {
    const status = sort === 'name' ? 'active' : 'all'
    const [custom] = await plansOf(db, peoplePageSql(query({ sort, status }), ids.person, undefined, today))
    expect(custom!.map((node) => node['Index Name'])).toContain(index)
  }
})

test('the totals of a filtered list read no table from end to end', async () => {
  for (const filter of Object.values(filters())) await expectNoSequentialScan(peopleCountSql(query(filter), ids.manager))
})

test('a substring is looked up in the trigram index of the tenant', async () => {
  for (const words of ['first5', 'fi', '김', '서연', '김서연']) await expectNoSequentialScan(searchSql(words, 8))
  // What search_employees() runs as the search role, once for these words and once for any: plpgsql may settle for either.
  const statement = `SELECT e.id FROM public.employees e WHERE e.tenant_id = $1 AND e.search_text LIKE $2 AND e.search_text LIKE ALL ($3)`
  await world.asSuperuser(`SET ROLE rowhouse_search; PREPARE search (uuid, text, text[]) AS ${statement}`)
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await world.asSuperuser(`SET plan_cache_mode = ${mode}`)
    const { rows } = await world.asSuperuser<{ 'QUERY PLAN': { Plan: Node }[] }>(
      `EXPLAIN (FORMAT JSON) EXECUTE search ('${db.context.tenantId}', '%first500%', '{%first500%}')`,
    )
    expect(flat(rows[0]!['QUERY PLAN'][0]!.Plan).map((node) => node['Index Name'])).toContain('employees_search')
  }
  await world.asSuperuser('RESET ROLE; DEALLOCATE search; RESET plan_cache_mode')
  const found = await db.$queryRaw<object[]>(searchSql('first500 last', 8))
  expect(found.length).toBeGreaterThan(0)
})

test('a profile, its pay, its chain and its team read no table from end to end', async () => {
  for (const statement of [
    personSql(ids.person, today),
    salariesSql(ids.person),
    reportsToSql(ids.person),
    teamSql(ids.manager),
    teamCountsSql(ids.manager),
    jobChangesSql(ids.person),
    neighboursSql(ids.person),
    belowMeSql(ids.manager, [ids.person]),
  ]) {
    await expectNoSequentialScan(statement)
  }
})

test('the organisation chart reads no table from end to end: its first column, one below, one of a department, and all below', async () => {
  const columns = [
    {},
    { managerId: ids.manager },
    { departmentId: ids.department },
    { departmentId: ids.department, managerId: ids.manager },
  ]
  for (const of of columns) for (const statement of [reportsSql(of), reportTreeSql(of)]) await expectNoSequentialScan(statement)
  await expectNoSequentialScan(pathSql(ids.person))
})

test("the dashboard reads its own tenant's rows by an index", async () => {
  for (const statement of [
    eventsSql(today),
    payChangesSql(today),
    groupsSql(),
    groupsWithPaySql(today),
    hiredOnSql(['2010-06-15', '2011-06-15']),
    departmentsSql(),
    departmentCostsSql(today),
  ]) {
    await expectNoSequentialScan(statement)
  }
})

test('all pay is read from its index alone and in its order, so that nothing is sorted', async () => {
  for (const [statement, reader] of [
    [payChangesSql(today), 'WindowAgg'],
    [groupsWithPaySql(today), 'Unique'],
  ] as const) {
    for (const plan of await plansOf(db, statement)) {
      const below = plan.find((node) => node['Node Type'] === reader)?.Plans
      expect(below, JSON.stringify(plan)).toContainEqual(
        expect.objectContaining({ 'Node Type': 'Index Only Scan', 'Index Name': 'salaries_employee_from' }),
      )
    }
  }
})

test('the test sees a table that is read from end to end', async () => {
  const { rows } = await world.asSuperuser<{ 'QUERY PLAN': { Plan: Node }[] }>(
    `EXPLAIN (FORMAT JSON) SELECT * FROM employees e WHERE e.email ILIKE '%x%'`,
  )
  expect(sequentialScans(flat(rows[0]!['QUERY PLAN'][0]!.Plan))).not.toEqual([])
})
