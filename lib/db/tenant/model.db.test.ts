import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TenantDb, type TenantTx, table } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { ownTenancy } from './testing/tenancy'

let world: World
let tenants: TenantDb[] // ids, codes and numbers are the same in all of them, on purpose
let tenancy: ReturnType<typeof ownTenancy>
beforeAll(async () => {
  world = await createWorld()
  tenancy = ownTenancy({ connectionsMax: 4 })
  const made = [
    ...(await Promise.all([1, 2, 3, 4, 5].map(() => world.addTenant()))),
    ...(await Promise.all(['t_1', 't_2'].map((schema) => world.addTenant({ schema })))),
  ]
  tenants = made.map(({ db }) => tenancy.db(db.context))
})
afterAll(async () => {
  await tenancy.end()
  await world.close()
})

/** What one tenant has: departments by code, people by number. Pays are the amounts of a person, oldest first. */
class Model {
  departments = new Map<string, string>()
  people = new Map<string, { title: string; department: string | null; pays: number[] }>()

  copy(): Model {
    const copy = new Model()
    copy.departments = new Map(this.departments)
    copy.people = new Map([...this.people].map(([number, person]) => [number, { ...person, pays: [...person.pays] }]))
    return copy
  }

  in(code: string) {
    return [...this.people.values()].filter(({ department }) => department === code)
  }
}

type Step = { kind: number; code: number; number: number; value: number }
const departmentId = (n: number) => `dddddddd-0000-7000-8000-00000000000${n}`
const personId = (n: number) => `eeeeeeee-0000-7000-8000-00000000000${n}`
const hiredOn = new Date('2020-01-01')
const outcome = <T>(work: Promise<T>) =>
  work.then(
    () => 'ok',
    (error) => error.code as string,
  )

type Operation = (
  db: TenantTx,
  model: Model,
  step: { d: number; code: string; n: number; number: string; title: string; pay: number },
) => Promise<void>
const person = (n: number, title: string) => ({ id: personId(n), number: `e${n}`, firstName: 'f', lastName: `l${n}`, title, hiredOn })
const pay = (amount: number) => ({ amountMinor: BigInt(amount), currency: 'USD', fromDate: new Date(Date.UTC(2020, 0, 1 + amount)) })
const byNumber = (number: string) => ({ tenantId_number: { number } })

const OPERATIONS: Record<string, Operation> = {
  async 'create a department'(db, model, { d, code, title }) {
    expect(await outcome(db.department.create({ data: { id: departmentId(d), code, name: title } }))).toBe(
      model.departments.has(code) ? 'conflict' : 'ok',
    )
    if (!model.departments.has(code)) model.departments.set(code, title)
  },
  async 'create a department with people inside'(db, model, { d, code, n, number, title, pay: amount }) {
    const isFree = !model.departments.has(code) && !model.people.has(number)
    const data = {
      id: departmentId(d),
      code,
      name: title,
      employees: { create: { ...person(n, title), salaries: { create: [pay(amount)] } } },
    }
    expect(await outcome(db.department.create({ data }))).toBe(isFree ? 'ok' : 'conflict')
    if (!isFree) return
    model.departments.set(code, title)
    model.people.set(number, { title, department: code, pays: [amount] })
  },
  async 'create a person in a department'(db, model, { d, code, n, number, title }) {
    const isPossible = model.departments.has(code) && !model.people.has(number)
    expect(await outcome(db.employee.create({ data: { ...person(n, title), department: { connect: { id: departmentId(d) } } } }))).toBe(
      isPossible ? 'ok' : 'conflict',
    )
    if (isPossible) model.people.set(number, { title, department: code, pays: [] })
  },
  async 'createMany, what is there is skipped'(db, model, { n, number, title }) {
    const { count } = await db.employee.createMany({ data: [person(n, title), person((n + 1) % 6, title)], skipDuplicates: true })
    const missing = [number, `e${(n + 1) % 6}`].filter((one) => !model.people.has(one))
    expect(count).toBe(missing.length)
    for (const one of missing) model.people.set(one, { title, department: null, pays: [] })
  },
  async createManyAndReturn(db, model, { n, number, title }) {
    const isFree = !model.people.has(number)
    const made = db.employee.createManyAndReturn({ data: [person(n, title)] })
    expect(await outcome(made)).toBe(isFree ? 'ok' : 'conflict')
    if (isFree) model.people.set(number, { title, department: null, pays: [] })
  },
  async findUnique(db, model, { number }) {
    const found = await db.employee.findUnique({
      where: byNumber(number),
      select: {
        title: true,
        department: { select: { code: true } },
        salaries: { select: { amountMinor: true }, orderBy: { fromDate: 'asc' } },
      },
    })
    const known = model.people.get(number)
    expect(
      found && {
        title: found.title,
        department: found.department?.code ?? null,
        pays: found.salaries.map((one) => Number(one.amountMinor)).sort(),
      },
    ).toEqual(known ? { ...known, pays: [...known.pays].sort() } : null)
  },
  async findUniqueOrThrow(db, model, { d, code }) {
    expect(await outcome(db.department.findUniqueOrThrow({ where: { id: departmentId(d) } }))).toBe(
      model.departments.has(code) ? 'ok' : 'not_found',
    )
  },
  async 'findFirst and findFirstOrThrow'(db, model, { title }) {
    const isThere = [...model.people.values()].some((one) => one.title === title)
    expect((await db.employee.findFirst({ where: { title } })) !== null).toBe(isThere)
    expect(await outcome(db.employee.findFirstOrThrow({ where: { title } }))).toBe(isThere ? 'ok' : 'not_found')
  },
  async 'findMany with relations'(db, model) {
    const rows = await db.department.findMany({ orderBy: { code: 'asc' }, include: { employees: { orderBy: { number: 'asc' } } } })
    expect(rows.map((row) => [row.code, row.name, row.employees.length])).toEqual(
      [...model.departments].sort().map(([code, name]) => [code, name, model.in(code).length]),
    )
  },
  async 'findMany through a relation'(db, model, { code }) {
    expect((await db.employee.findMany({ where: { department: { code } } })).length).toBe(model.in(code).length)
  },
  async 'count and aggregate'(db, model) {
    expect(await db.employee.count()).toBe(model.people.size)
    const { _sum, _count } = await db.salary.aggregate({ _sum: { amountMinor: true }, _count: true })
    const pays = [...model.people.values()].flatMap((one) => one.pays)
    expect([Number(_sum.amountMinor ?? 0), _count]).toEqual([pays.reduce((sum, one) => sum + one, 0), pays.length])
  },
  async groupBy(db, model) {
    const groups = await db.employee.groupBy({ by: ['title'], _count: true, orderBy: { title: 'asc' } })
    const known = new Map<string, number>()
    for (const { title } of model.people.values()) known.set(title, (known.get(title) ?? 0) + 1)
    expect(new Map(groups.map((group) => [group.title, group._count]))).toEqual(known)
  },
  async 'update with a nested pay'(db, model, { number, title, pay: amount }) {
    const known = model.people.get(number)
    const isFree = !known?.pays.includes(amount)
    const done = outcome(db.employee.update({ where: byNumber(number), data: { title, salaries: { create: pay(amount) } } }))
    expect(await done).toBe(known ? (isFree ? 'ok' : 'conflict') : 'not_found')
    if (known && isFree) Object.assign(known, { title, pays: [...known.pays, amount] })
  },
  async 'update to another department and out of any'(db, model, { d, code, number, pay: amount }) {
    const known = model.people.get(number)
    const isOut = amount % 2 === 0
    const data = { department: isOut ? { disconnect: true } : { connect: { id: departmentId(d) } } }
    const possible = known ? (isOut || model.departments.has(code) ? 'ok' : 'conflict') : 'not_found'
    expect(await outcome(db.employee.update({ where: byNumber(number), data }))).toBe(possible)
    if (possible === 'ok') known!.department = isOut ? null : code
  },
  async 'nested updateMany and deleteMany'(db, model, { d, code, title, pay: amount }) {
    const isThere = model.departments.has(code)
    const data = { employees: { updateMany: { where: { number: { not: 'nobody' } }, data: { title } } } }
    expect(await outcome(db.department.update({ where: { id: departmentId(d) }, data }))).toBe(isThere ? 'ok' : 'not_found')
    if (!isThere) return
    for (const one of model.in(code)) one.title = title
    if (amount % 4) return
    await db.department.update({ where: { id: departmentId(d) }, data: { employees: { deleteMany: { title } } } })
    for (const [number, one] of model.people) if (one.department === code && one.title === title) model.people.delete(number)
  },
  async 'nested upsert'(db, model, { d, code, n, number, title }) {
    if (!model.departments.has(code)) return
    const known = model.people.get(number)
    const data = { employees: { upsert: { where: byNumber(number), create: person(n, title), update: { title } } } }
    const done = await outcome(db.department.update({ where: { id: departmentId(d) }, data }))
    // One who works elsewhere is not found among this department's people, and making them again meets their number.
    expect(done).toBe(known && known.department !== code ? 'conflict' : 'ok')
    if (done === 'ok') model.people.set(number, { title, department: code, pays: known?.pays ?? [] })
  },
  async 'updateMany and updateManyAndReturn'(db, model, { title, pay: amount }) {
    const touched = [...model.people.values()].filter((one) => one.title >= title)
    const change = { where: { title: { gte: title } }, data: { title: `t${amount % 3}` } }
    if (amount % 2) expect((await db.employee.updateMany(change)).count).toBe(touched.length)
    else expect((await db.employee.updateManyAndReturn(change)).length).toBe(touched.length)
    for (const one of touched) one.title = `t${amount % 3}`
  },
  async upsert(db, model, { n, number, title }) {
    const known = model.people.get(number)
    await db.employee.upsert({ where: byNumber(number), create: person(n, title), update: { title } })
    if (known) known.title = title
    else model.people.set(number, { title, department: null, pays: [] })
  },
  async 'delete a person, whose pays go too'(db, model, { number }) {
    expect(await outcome(db.employee.delete({ where: byNumber(number) }))).toBe(model.people.delete(number) ? 'ok' : 'not_found')
  },
  async 'delete a department, unless somebody works there'(db, model, { d, code }) {
    const expected = !model.departments.has(code) ? 'not_found' : model.in(code).length > 0 ? 'conflict' : 'ok'
    expect(await outcome(db.department.delete({ where: { id: departmentId(d) } }))).toBe(expected)
    if (expected === 'ok') model.departments.delete(code)
  },
  async deleteMany(db, model, { title }) {
    const gone = [...model.people].filter(([, one]) => one.title === title).map(([number]) => number)
    expect((await db.employee.deleteMany({ where: { title } })).count).toBe(gone.length)
    for (const number of gone) model.people.delete(number)
  },
  async 'hand-written SQL without a WHERE'(db, model, { title }) {
    const [found] = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${table('employees')}`
    expect(found!.n).toBe(model.people.size)
    expect(await db.$executeRaw`UPDATE ${table('employees')} SET title = ${title}`).toBe(model.people.size)
    for (const one of model.people.values()) one.title = title
  },
  async 'substring search'(db, model, { number }) {
    const found = await db.$queryRaw<object[]>`SELECT found FROM ${table('search_employees')}(${number}) found`
    expect(found.length).toBe(model.people.has(number) ? 1 : 0)
  },
}
const names = Object.keys(OPERATIONS)

async function apply(db: TenantDb, model: Model, { kind, code, number, value }: Step): Promise<Model> {
  const step = { d: code, code: `d${code}`, n: number, number: `e${number}`, title: `t${value % 5}`, pay: value }
  const operation = OPERATIONS[names[kind % names.length]!]!
  const way = Math.floor(kind / names.length)
  if (way === 0) {
    await operation(db, model, step)
    return model
  }
  const draft = model.copy()
  const isReadOnly = /find|count|groupBy|SQL|search|Many,|^updateMany|^deleteMany|^upsert/.test(names[kind % names.length]!) // fails nothing, so the transaction lives on
  const work = db.$transaction(async (tx) => {
    if (isReadOnly) await OPERATIONS.upsert!(tx, draft, step)
    await operation(tx, draft, step)
    if (way === 2) throw new Error('undo')
  })
  const done = await work.then(
    () => 'ok',
    (error) => {
      if (error.name === 'AssertionError') throw error
      return String(error.message)
    },
  )
  if (done === 'ok') return draft
  if (way === 2) expect(done).toBe('undo')
  return model // whatever the reason: nothing of it was written, as the next steps show
}

test('several tenants of two patterns, racing over four connections, never differ from as many separate models', async () => {
  const step = fc.record({ who: fc.nat(6), kind: fc.nat(names.length * 3 - 1), code: fc.nat(2), number: fc.nat(5), value: fc.nat(30) })
  const done = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 150, maxLength: 250 }), async (steps) => {
      await Promise.all(tenants.map((db) => db.employee.deleteMany().then(() => db.department.deleteMany())))
      await Promise.all(
        tenants.map(async (db, who) => {
          let model = new Model()
          for (const next of steps.filter((one) => one.who === who)) {
            model = await apply(db, model, next)
            done.add(names[next.kind % names.length]!)
          }
          const rows = await db.employee.findMany({ orderBy: { number: 'asc' } })
          for (const row of rows) expect(row.tenantId).toBe(db.context.tenantId)
          expect(rows.map((row) => [row.number, row.title])).toEqual([...model.people].sort().map(([number, one]) => [number, one.title]))
        }),
      )
    }),
    { numRuns: process.env.FULL || process.env.ROWHOUSE_FULL_TESTS ? 200 : 15, endOnFailure: true },
  )
  expect([...done].sort()).toEqual([...names].sort())
  expect(tenancy.pool.openConnections).toBeLessThanOrEqual(4)
}, 600_000)
