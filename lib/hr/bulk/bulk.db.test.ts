import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MemberPrincipal } from '@/lib/auth'
import { now, todayIn } from '@/lib/core'
import { withOwner } from '@/lib/db'
import { changeJob, getBulkRun, startBulkChange } from '@/lib/hr'
import { isOver, type JobRunner, type OperationView, startJobRunner, watchOperation } from '@/lib/operations'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addMember } from '../testing/members'
import { addPeople } from '../testing/people'
import { bulkOperation } from './bulk-operation'

/** The worker asks the clock. */
const TODAY = todayIn('UTC', now())
let world: World
let runner: JobRunner
let db: TenantDb
let hr: MemberPrincipal
let sales: string
let ids: Map<string, string>
beforeAll(async () => {
  world = await createWorld()
  runner = await startJobRunner({ handlers: {} })
  db = (await world.addTenant()).db
  hr = await addMember(db, 'hr')
  sales = (await db.department.create({ data: { code: 's', name: 'Sales' } })).id
  ids = await addPeople(db, [
    { number: '1' },
    { number: '2', managerId: '1' },
    { number: '3', managerId: '2' },
    { number: '4', leftOn: '2024-01-01' },
  ])
})
afterAll(async () => {
  await runner.stop()
  await world.close()
})
const start = (people: object, change: object, principal = hr) =>
  startBulkChange(db, principal, { people, change: { kind: 'job', effectiveOn: TODAY, ...change } }, { timeZone: 'UTC' })
async function finish(id: string): Promise<OperationView> {
  const { operationId } = await db.bulkRun.findUniqueOrThrow({ where: { tenantId_id: { id } } })
  for await (const view of watchOperation(operationId!, { signal: AbortSignal.timeout(20_000) })) if (isOver(view)) return view
  throw new Error('not over in time')
}

test('everybody who matches is changed with one row of history each, and whoever cannot be is named with the reason', async () => {
  const { id, people } = await start({ status: 'all' }, { departmentId: sales })
  expect(people).toBe(4)
  expect((await finish(id)).state).toBe('succeeded')
  const run = await getBulkRun(db, hr, id)
  expect(run).toMatchObject({ state: 'succeeded', done: 4, summary: { changed: 3, unchanged: 0, failed: 1 } })
  expect(run.failures).toEqual([
    { person: expect.objectContaining({ id: ids.get('4') }), message: expect.any(String), key: 'people.errors.has_left' },
  ])
  expect(await db.employee.count({ where: { departmentId: sales } })).toBe(3)
  expect(await db.jobChange.count({ where: { departmentId: sales, createdBy: `member:${hr.userId}` } })).toBe(3)
})

test('done again it changes nobody again, and what else was said for the day stays', async () => {
  await changeJob(db, hr, ids.get('2')!, { kind: 'job', effectiveOn: TODAY, title: 'Lead' }, { today: TODAY })
  expect(await db.jobChange.findFirst({ where: { employeeId: ids.get('2')! } })).toMatchObject({ title: 'Lead', departmentId: sales })
  const { id } = await start({}, { departmentId: sales })
  expect((await finish(id)).state).toBe('succeeded')
  expect((await getBulkRun(db, hr, id)).summary).toEqual({ changed: 0, unchanged: 3, failed: 0 })
})

test('picked people alone are changed, and a circle of managers is told of the one it would close', async () => {
  const { id } = await start({ id: [ids.get('1'), ids.get('3')] }, { managerId: ids.get('3') })
  await finish(id)
  const run = await getBulkRun(db, hr, id)
  expect(run.summary).toEqual({ changed: 0, unchanged: 0, failed: 2 })
  expect((await db.employee.findFirstOrThrow({ where: { number: '2' } })).managerId).toBe(ids.get('1'))
})

test('neither the operation nor its input knows who the people are', async () => {
  const { rows } = await withOwner(world.catalog, (owner) =>
    owner.query('SELECT input, result FROM operations WHERE kind = $1', [bulkOperation.kind]),
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const id of ids.values()) expect(JSON.stringify(rows)).not.toContain(id)
})

test('is for those who may write people, ends when they may no more, and is not seen by another tenant', async () => {
  const employee = await addMember(db, 'employee')
  await expect(start({}, { departmentId: sales }, employee)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(start({ search: 'zzz' }, { departmentId: sales })).rejects.toMatchObject({ code: 'invalid_input' })
  const leaving = await addMember(db, 'hr')
  await db.user.update({ where: { tenantId_id: { id: leaving.userId } }, data: { status: 'disabled' } })
  const { id } = await start({}, { departmentId: null }, leaving)
  expect(await finish(id)).toMatchObject({ state: 'failed' })
  expect(await db.employee.count({ where: { departmentId: sales } })).toBe(3)
  const other = (await world.addTenant()).db
  await expect(getBulkRun(other, await addMember(other, 'owner'), id)).rejects.toMatchObject({ code: 'not_found' })
})
