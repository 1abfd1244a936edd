import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Prisma } from '@/generated/tenant/client'
import { sql, type TenantDb, table, withOwner } from '@/lib/db'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'
import { type RoleName, rolePassword } from '../connections/connection-config'
import { ATTACKS, id, person } from './testing/attacks'
import { ownTenancy } from './testing/tenancy'

const PATTERNS = ['public', 't_own']

let world: World
let openRole: RoleName // sees past row security: what is left is the first wall
let open: ReturnType<typeof ownTenancy>
const tenants = new Map<string, { own: { tenant: WorldTenant; db: TenantDb }; foreign: { tenant: WorldTenant; db: TenantDb } }>()

beforeAll(async () => {
  world = await createWorld()
  openRole = `open_${randomBytes(4).toString('hex')}` as RoleName
  await world.asSuperuser(`CREATE ROLE ${openRole} LOGIN BYPASSRLS PASSWORD '${rolePassword(openRole)}' IN ROLE rowhouse_app;
    GRANT CONNECT ON DATABASE ${world.database} TO ${openRole}`)
  for (const schema of PATTERNS) {
    const own = await world.addTenant({ schema })
    tenants.set(schema, { own, foreign: await world.addTenant({ schema }) })
  }
  open = ownTenancy({ role: openRole })
})
afterAll(async () => {
  await open.end()
  await world.asSuperuser(`REVOKE ALL ON DATABASE ${world.database} FROM ${openRole}; DROP ROLE ${openRole}`)
  await world.close()
})

async function seed(schema: string): Promise<void> {
  const { own, foreign } = tenants.get(schema)!
  const all = ['salaries', 'users', 'employees', 'departments', 'roles', 'settings'].map((name) => `DELETE FROM ${schema}.${name}`)
  const rows = [own, foreign].map(({ tenant }, n) => {
    const t = n + 1
    return `INSERT INTO ${schema}.departments (tenant_id, id, code, name) VALUES ('${tenant.id}', '${id(t)}', 'c${t}', 'dept ${t}');
      INSERT INTO ${schema}.roles (tenant_id, id, key, name) VALUES ('${tenant.id}', '${id(t)}', 'r${t}', 'role ${t}');
      INSERT INTO ${schema}.employees (tenant_id, id, number, first_name, last_name, hired_on, department_id)
        VALUES ('${tenant.id}', '${id(t)}', 'e${t}', 'emp ${t}', 'x', '2020-01-01', '${id(t)}');
      INSERT INTO ${schema}.salaries (tenant_id, id, employee_id, amount_minor, currency, from_date) VALUES ('${tenant.id}', '${id(t)}', '${id(t)}', 100, 'USD', '2020-01-01');
      INSERT INTO ${schema}.users (tenant_id, id, email, name, role_id) VALUES ('${tenant.id}', '${id(t)}', 'u${t}@x', 'user ${t}', '${id(t)}')`
  })
  await world.asSuperuser([...all, ...rows].join(';'))
}

/** All that the other tenant has, as a text. */
async function victim(schema: string): Promise<string> {
  const { foreign } = tenants.get(schema)!
  const parts = ['departments', 'roles', 'employees', 'salaries', 'users', 'settings'].map(
    (name) => `SELECT '${name}' AS name, to_jsonb(t)::text AS row FROM ${schema}.${name} t WHERE tenant_id = '${foreign.tenant.id}'`,
  )
  return JSON.stringify((await world.asSuperuser(`${parts.join(' UNION ALL ')} ORDER BY 1, 2`)).rows)
}

describe.each([
  ['all walls', 'public', false],
  ['all walls', 't_own', false],
  ['the first wall alone', 'public', true],
  ['the first wall alone', 't_own', true],
])('behind %s, in schema %s', (_walls, schema, isOpen) => {
  test.each(ATTACKS)('a tenant gets nowhere by %s', async (_name, run) => {
    const { own, foreign } = tenants.get(schema)!
    const db = isOpen ? open.db(own.db.context) : own.db
    for (const inTransaction of [false, true]) {
      await seed(schema)
      const before = await victim(schema)
      const found = await (inTransaction ? db.$transaction((tx) => run(tx, foreign.tenant.id)) : run(db, foreign.tenant.id)).catch(
        () => null,
      )
      const text = JSON.stringify(found ?? null, (_, value) => (typeof value === 'bigint' ? String(value) : value))
      expect(text).not.toMatch(new RegExp(`${foreign.tenant.id}|emp 2|dept 2|e2|planted`))
      if (typeof found === 'number') expect(found).toBe(0)
      expect(await victim(schema)).toBe(before)
    }
  })
})

test('the first wall does stand alone where it is meant to: past it, hand-written SQL sees every tenant', async () => {
  for (const schema of PATTERNS) {
    await seed(schema)
    const { own, foreign } = tenants.get(schema)!
    const seen = await open.db(own.db.context).$queryRaw`SELECT tenant_id::text AS t FROM ${table('departments')}`
    expect(seen).toEqual(expect.arrayContaining([{ t: own.tenant.id }, { t: foreign.tenant.id }]))
  }
})

test('composite foreign keys alone refuse a foreign parent, also for a role that sees past row security', async () => {
  for (const schema of PATTERNS) {
    await seed(schema)
    const { own } = tenants.get(schema)!
    const insert = world.asSuperuser(
      `INSERT INTO ${schema}.employees (tenant_id, id, number, first_name, last_name, hired_on, department_id) VALUES ($1, $2, 'q', 'q', 'q', '2020-01-01', $3)`,
      [own.tenant.id, id(5), id(2)],
    )
    await expect(insert).rejects.toMatchObject({ code: '23503' })
  }
})

test('row security alone hides and protects other tenants: hand-written SQL without a WHERE', async () => {
  for (const schema of PATTERNS) {
    await seed(schema)
    const { own, foreign } = tenants.get(schema)!
    const before = await victim(schema)
    const { db } = own
    expect(await db.$queryRaw`SELECT DISTINCT tenant_id::text AS t FROM ${table('employees')}`).toEqual([{ t: own.tenant.id }])
    expect(await db.$executeRaw`UPDATE ${table('employees')} SET title = 'raw'`).toBe(1)
    const refused = { code: 'isolation' }
    await expect(
      db.$executeRaw`INSERT INTO ${table('departments')} (tenant_id, id, code, name) VALUES (${foreign.tenant.id}::uuid, ${id(7)}::uuid, 'p', 'planted')`,
    ).rejects.toMatchObject(refused)
    await expect(db.$executeRaw`UPDATE ${table('salaries')} SET tenant_id = ${foreign.tenant.id}::uuid`).rejects.toMatchObject(refused)
    expect(await db.$executeRaw`DELETE FROM ${table('salaries')} WHERE tenant_id = ${foreign.tenant.id}::uuid`).toBe(0)
    await expect(
      db.$executeRaw`INSERT INTO ${table('departments')} (id, code, name) VALUES (${id(2)}::uuid, 'c2', 'same keys as another tenant')`,
    ).resolves.toBe(1)
    expect(await victim(schema)).toBe(before)
  }
})

test("row security binds the owner of the tables too: without a context it sees no tenant's rows", async () => {
  for (const schema of PATTERNS) {
    await seed(schema)
    await withOwner(world.database, async (owner) => {
      const { rows } = await owner.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user')
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }])
      await expect(owner.query(`SELECT * FROM ${schema}.departments`)).rejects.toMatchObject({ code: 'TN001' })
      await expect(owner.query(`DELETE FROM ${schema}.salaries`)).rejects.toMatchObject({ code: 'TN001' })
    })
  }
})

test('a tenant that is routed to a schema that is not its own sees nothing', async () => {
  await seed('t_own')
  const { own } = tenants.get('public')!
  const location = tenants.get('t_own')!.own.tenant.location
  const strayed = ownTenancy({})
  const db = strayed.db(
    new (own.db.context.constructor as typeof import('./tenant-context').TenantContext)({ tenantId: own.tenant.id, location, epoch: 1 }),
  )
  expect(await db.department.findMany()).toEqual([])
  await strayed.end()
})

test("the owner still can: every operation works on a tenant's own rows", async () => {
  for (const schema of PATTERNS) {
    await seed(schema)
    const { own } = tenants.get(schema)!
    const { db } = own
    const made = await db.department.create({
      data: {
        code: 'new',
        name: 'new',
        employees: {
          create: [{ ...person, number: 'a', salaries: { create: { amountMinor: 150n, currency: 'USD', fromDate: person.hiredOn } } }],
          createMany: { data: [{ ...person, number: 'b' }] },
        },
      },
      include: { employees: { include: { salaries: true } } },
    })
    expect(new Set(made.employees.flatMap((row) => [row.tenantId, ...row.salaries.map((pay) => pay.tenantId)]))).toEqual(
      new Set([own.tenant.id]),
    )
    const kim = made.employees.find((row) => row.number === 'a')!
    const moved = await db.employee.update({
      where: { id: kim.id },
      data: { department: { connect: { id: id(1) } }, manager: { connect: { id: id(1) } } },
    })
    expect(moved).toMatchObject({ departmentId: id(1), managerId: id(1) })
    expect((await db.employee.update({ where: { id: kim.id }, data: { department: { disconnect: true } } })).departmentId).toBeNull()
    expect((await db.employee.update({ where: { id: kim.id }, data: { manager: { update: { title: 'boss' } } } })).managerId).toBe(id(1))
    await db.department.update({
      where: { id: made.id },
      data: {
        employees: {
          updateMany: { where: { number: 'b' }, data: { title: 't' } },
          upsert: { where: { tenantId_number: { number: 'c' } }, create: { ...person, number: 'c' }, update: {} },
        },
      },
    })
    expect(await db.employee.count({ where: { departmentId: made.id } })).toBe(2)
    expect((await db.employee.createManyAndReturn({ data: [{ ...person, number: 'd' }] }))[0]!.tenantId).toBe(own.tenant.id)
    expect((await db.employee.updateManyAndReturn({ where: { number: 'd' }, data: { title: 'x' } })).length).toBe(1)
    expect((await db.employee.findMany({ cursor: { id: kim.id }, orderBy: { id: 'asc' }, take: 1 }))[0]!.id).toBe(kim.id)
    expect(
      (
        await db.employee.upsert({
          where: { tenantId_number: { number: 'd' } },
          create: { ...person, number: 'd' },
          update: { title: 'y' },
        })
      ).title,
    ).toBe('y')
    expect(
      (await db.employee.findUniqueOrThrow({ where: { tenantId_number: { number: 'd' } }, include: { department: true } })).title,
    ).toBe('y')
    expect((await db.employee.delete({ where: { tenantId_number: { number: 'd' } } })).number).toBe('d')
    expect((await db.employee.groupBy({ by: ['title'], _count: true, orderBy: { title: 'asc' } })).length).toBeGreaterThan(1)
    expect((await db.employee.deleteMany({ where: { number: { in: ['b', 'c'] } } })).count).toBe(2)
  }
})

test('undefined in a filter is refused at every depth, undefined in data is not', async () => {
  await seed('public')
  // biome-ignore lint/suspicious/noExplicitAny: filters that the types would refuse
  const db = tenants.get('public')!.own.db as any
  const undefinedFilters = [
    undefined,
    { id: undefined },
    { AND: [{ id: undefined }] },
    { title: { contains: undefined } },
    { department: { is: { name: undefined } } },
    { id: { in: [undefined] } },
  ]
  for (const where of undefinedFilters) {
    for (const operation of ['deleteMany', 'updateMany', 'findFirst', 'findMany', 'count']) {
      await expect(db.employee[operation]({ where, data: {} })).rejects.toMatchObject({
        code: 'isolation',
        detail: expect.stringMatching(/undefined/),
      })
    }
  }
  await expect(db.employee.findMany({ include: { salaries: { where: { id: undefined } } } })).rejects.toMatchObject({ code: 'isolation' })
  await expect(db.employee.update({ where: { tenantId_number: { number: undefined } }, data: {} })).rejects.toMatchObject({
    code: 'isolation',
  })
  expect((await db.employee.update({ where: { id: id(1) }, data: { firstName: undefined, title: 'kept' } })).firstName).toBe('emp 1')
})

test('hand-written SQL needs table() and template tags', async () => {
  // biome-ignore lint/suspicious/noExplicitAny: calls that the types would refuse
  const db = tenants.get('public')!.own.db as any
  const refused = { code: 'isolation' }
  await expect(db.$queryRaw`SELECT 1`).rejects.toMatchObject(refused)
  await expect(db.$queryRaw`SELECT * FROM public.employees`).rejects.toMatchObject(refused)
  await expect(db.$queryRaw`SELECT * FROM ${Prisma.raw('"__t__"."employees"')}`).rejects.toMatchObject(refused)
  await expect(db.$queryRaw(Prisma.raw('SELECT * FROM "__t__"."employees"'))).rejects.toMatchObject(refused)
  await expect(db.$queryRaw(['SELECT * FROM "__t__"."employees"'])).rejects.toMatchObject(refused)
  await expect(db.$queryRaw(Object.assign(['SELECT * FROM "__t__"."employees"'], { raw: [''] }))).rejects.toMatchObject(refused)
  for (const name of ['$queryRawUnsafe', '$executeRawUnsafe', '$extends']) await expect(db[name]('x')).rejects.toMatchObject(refused)
  await expect(db.$transaction([db.employee.count()])).rejects.toMatchObject(refused)
  expect(() => table('employees; DROP')).toThrow()
  const only = sql`WHERE last_name = ${"'; DROP TABLE x; --"}`
  expect(await db.$queryRaw`SELECT last_name FROM ${table('employees')} ${only}`).toEqual([])
})

test('the tenants of one tick, un-awaited promises and open transactions keep to themselves', async () => {
  await seed('public')
  await seed('t_own')
  const [a, b, c] = [tenants.get('public')!.own, tenants.get('public')!.foreign, tenants.get('t_own')!.own]
  const all = [a, b, c].map(({ db }) => db)
  const ids = [a, b, c].map(({ tenant }) => tenant.id)
  const lazy = all.map((db) => db.employee.findMany()) // awaited later, elsewhere
  expect((await Promise.all(lazy)).map((rows) => rows.map((row) => row.tenantId))).toEqual(ids.map((own) => [own]))
  const unique = await Promise.all([1, 2].flatMap((n) => all.map((db) => db.employee.findUnique({ where: { id: id(n) } }))))
  expect(unique.map((row) => row?.firstName ?? null)).toEqual(['emp 1', null, 'emp 1', null, 'emp 2', null])
  const inside = await Promise.all(
    all.map((db) =>
      db.$transaction((tx) =>
        Promise.all([tx.employee.findUnique({ where: { id: id(1) } }), tx.employee.findFirst(), tx.department.count()]),
      ),
    ),
  )
  expect(inside.map(([unique, first, count]) => [unique?.tenantId ?? null, first!.tenantId, count])).toEqual([
    [ids[0], ids[0], 1],
    [null, ids[1], 1],
    [ids[2], ids[2], 1],
  ])
})
