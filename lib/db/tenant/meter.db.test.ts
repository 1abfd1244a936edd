import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { openCopySession, type TenantDb } from '@/lib/db'
import { until } from '@/scripts/testing/until'
import { createWorld, type World } from '@/scripts/testing/world'
import { openTenantDb } from './open-tenant-db'
import { type Quota, TenantContext } from './tenant-context'
import { direct } from './testing/tenancy'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const PLENTY: Quota = { rowsMax: 1_000_000, bytesMax: 1_000_000_000 }
async function tenantWith(quota: Partial<Quota>): Promise<{ id: string; db: TenantDb; again(quota: Partial<Quota>): TenantDb }> {
  const { tenant, db } = await world.addTenant()
  const again = (other: Partial<Quota>) => openTenantDb(new TenantContext({ ...db.context, quota: { ...PLENTY, ...other } }))
  return { id: tenant.id, db: again(quota), again }
}
let number = 0
const person = () => ({ id: newId(), number: String(++number), firstName: 'Ada', lastName: 'Kim', hiredOn: new Date('2020-01-01') })
const sumOf = async (db: TenantDb) => (await direct(db.context, 'SELECT rows::int, bytes::int FROM sec.read_meter()'))[0]

test('rows are refused at the limit with its figure, also in a transaction and in a COPY, and what was there stays', async () => {
  const { db } = await tenantWith({ rowsMax: 3 })
  await db.employee.createMany({ data: [person(), person(), person()] })
  const refusal = { code: 'limit_reached', key: 'errors.limits.rows', values: { limit: 3 }, message: expect.stringContaining('3 records') }
  await expect(db.employee.create({ data: person() })).rejects.toMatchObject(refusal)
  const both = db.$transaction(async (tx) => {
    await tx.department.create({ data: { code: 'x', name: 'x' } })
    await tx.employee.create({ data: person() })
  })
  await expect(both).rejects.toMatchObject(refusal)
  const copied = openCopySession(db, ({ table, tenantId, query }) =>
    query(`INSERT INTO ${table('departments')} (tenant_id, id, code, name) VALUES ($1, $2, 'y', 'y')`, [tenantId, newId()]),
  )
  await expect(copied).rejects.toMatchObject(refusal)
  expect([await db.employee.count(), await db.department.count(), await sumOf(db)]).toMatchObject([3, 0, { rows: 3 }])
})

test('what is removed makes room, what is changed needs none, and a larger limit holds with the next statement', async () => {
  const { db, again } = await tenantWith({ rowsMax: 2 })
  const [first, second] = [person(), person()]
  await db.employee.createMany({ data: [first, second] })
  await db.employee.update({ where: { id: first.id }, data: { title: 'Lead' } })
  await db.$transaction(async (tx) => {
    await tx.employee.create({ data: person() })
    await tx.employee.delete({ where: { id: first.id } })
  })
  await expect(db.employee.create({ data: person() })).rejects.toMatchObject({ code: 'limit_reached' })
  await again({ rowsMax: 3 }).employee.create({ data: person() })
  // Smaller than what is there: it may still be removed from, and a person's pay goes with the person.
  const smaller = again({ rowsMax: 1 })
  await smaller.employee.delete({ where: { id: second.id } })
  expect(await sumOf(db)).toMatchObject({ rows: 2 })
  await expect(smaller.employee.create({ data: person() })).rejects.toMatchObject({ code: 'limit_reached' })
})

test('storage counts what rows and files take, and says its limit', async () => {
  const { db } = await tenantWith({ bytesMax: 10_000_000 })
  const file = (sizeBytes: bigint) =>
    db.file.create({ data: { purpose: 'p', name: 'x', contentType: 'x', sizeBytes, sha256: 'x', createdBy: 'x' } })
  await file(9_000_000n)
  await expect(file(2_000_000n)).rejects.toMatchObject({ code: 'limit_reached', key: 'errors.limits.storage', values: { gigabytes: 0.01 } })
  await db.file.deleteMany({})
  expect(await sumOf(db)).toMatchObject({ rows: 0, bytes: expect.closeTo(0, -1) })
})

test('fifty writers at once do not pass a limit of twenty together, and none of them waits for another one’s transaction', async () => {
  const { db } = await tenantWith({ rowsMax: 20 })
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => db.employee.create({ data: person() })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
  expect(await db.employee.count()).toBe(20)

  const { db: other } = await tenantWith({})
  let isLate = false
  const long = other.$transaction(async (tx) => {
    await tx.employee.create({ data: person() })
    await until(() => isLate)
  })
  await other.employee.create({ data: person() })
  isLate = true
  await long
  expect(await sumOf(other)).toMatchObject({ rows: 2 })
})

test('a tenant that nobody has counted is counted by its first writer, once, whoever else writes', async () => {
  const { db } = await tenantWith({ rowsMax: 12 })
  await db.employee.createMany({ data: Array.from({ length: 9 }, person) })
  const before = await sumOf(db)
  await world.asSuperuser('DELETE FROM sec.meter WHERE tenant_id = $1', [db.context.tenantId])
  expect(await sumOf(db)).toBeUndefined()
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => db.employee.create({ data: person() })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect((await sumOf(db)).bytes).toBeGreaterThan(before.bytes)
  expect(await sumOf(db)).toMatchObject({ rows: 12 })
})

test('the trail is never held up by a limit, nor is work that has no context', async () => {
  const { db, id } = await tenantWith({ rowsMax: 0, bytesMax: 0 })
  await db.auditEvent.create({ data: { actorKind: 'x', actorId: 'x', action: 'x', subjectKind: 'x', subjectId: 'x' } })
  await world.asSuperuser(`INSERT INTO departments (tenant_id, id, code, name) VALUES ($1, gen_random_uuid(), 'r', 'restored')`, [id])
  expect(await db.department.count()).toBe(1)
})

test('a limit that SQL sets in its own transaction is not believed', async () => {
  const { db } = await tenantWith({ rowsMax: 0 })
  const attack = direct(
    db.context,
    `WITH told AS MATERIALIZED (SELECT set_config('app.tenant', regexp_replace(current_setting('app.tenant'), '\\.0\\.1000000000\\.', '.9.9.'), true))
     INSERT INTO departments (id, code, name) SELECT gen_random_uuid(), 'x', 'x' FROM told`,
  )
  await expect(attack).rejects.toThrow()
  expect(await db.department.count()).toBe(0)
})
