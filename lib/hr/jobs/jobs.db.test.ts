import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { verifyTenantAudit } from '@/lib/governance'
import { applyDueChanges, cancelJobChange, changeJob, findNextPlannedDay, getPerson, listPeople } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addPeople, member, TODAY } from '../testing/people'

let world: World
let db: TenantDb
let other: TenantDb
let ids: Map<string, string>
let departments: { sales: string; research: string }
beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
  other = (await world.addTenant()).db
  departments = { sales: newId(), research: newId() }
  await db.department.createMany({
    data: [
      { id: departments.sales, code: 's', name: 'Sales' },
      { id: departments.research, code: 'r', name: 'Research' },
    ],
  })
  ids = await addPeople(
    db,
    Array.from({ length: 12 }, (_, n) => ({ number: String(n + 1), title: 'Clerk', departmentId: departments.sales, salary: 1000 })),
  )
})
afterAll(() => world.close())

const hr = () => member(db, 'hr')
const id = (number: string) => ids.get(number)!
const change = (number: string, input: object, today = TODAY) => changeJob(db, hr(), id(number), input, { today })
const person = (number: string, today = TODAY) => getPerson(db, hr(), id(number), today)
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ code }) => code,
  )

describe('a change of a job', () => {
  test('of today holds at once, with what was before in the timeline', async () => {
    expect(await change('1', { kind: 'job', effectiveOn: TODAY, title: 'Chief', departmentId: departments.research })).toMatchObject({
      isPlanned: false,
    })
    const { title, department, changes } = await person('1')
    expect([title, department?.name]).toEqual(['Chief', 'Research'])
    expect(changes[0]).toMatchObject({
      kind: 'job',
      on: TODAY,
      isPlanned: false,
      title: { from: 'Clerk', to: 'Chief' },
      departmentName: { from: 'Sales', to: 'Research' },
    })
  })

  test('of a day to come is planned, changes nothing, and holds when its day has come', async () => {
    await change('2', { kind: 'job', effectiveOn: '2026-12-01', title: 'Lead', managerId: id('1') })
    expect(await person('2')).toMatchObject({ title: 'Clerk', manager: null, plans: [{ kind: 'job', on: '2026-12-01' }] })
    expect(await findNextPlannedDay(db)).toBe('2026-12-01')
    expect(await applyDueChanges(db, '2026-11-30')).toBe(0)
    expect((await Promise.all([applyDueChanges(db, '2026-12-01'), applyDueChanges(db, '2026-12-01')])).reduce((a, b) => a + b)).toBe(1)
    expect(await person('2', '2026-12-01')).toMatchObject({ title: 'Lead', manager: { id: id('1') }, plans: [] })
  })

  test('of a past day leaves alone what a later one has set', async () => {
    await change('3', { kind: 'job', effectiveOn: '2026-06-01', title: 'Now' })
    await change('3', { kind: 'job', effectiveOn: '2025-06-01', title: 'Then', departmentId: departments.research })
    expect(await person('3')).toMatchObject({ title: 'Now', department: { name: 'Research' } })
  })

  test('is replaced by a second one for the same day, and can be taken back while it is planned', async () => {
    await change('4', { kind: 'job', effectiveOn: '2027-01-01', title: 'One' })
    const { id: changeId } = await change('4', { kind: 'job', effectiveOn: '2027-01-01', title: 'Two' })
    expect((await person('4')).plans).toHaveLength(1)
    await cancelJobChange(db, hr(), { personId: id('4'), changeId })
    expect((await person('4')).plans).toEqual([])
    expect(await codeOf(cancelJobChange(db, hr(), { personId: id('4'), changeId }))).toBe('not_found')
  })

  test('makes no circle of managers, not even one that closes between the plan and its day', async () => {
    await change('5', { kind: 'job', effectiveOn: '2027-02-01', managerId: id('6'), title: 'Below' })
    await change('6', { kind: 'job', effectiveOn: TODAY, managerId: id('5') })
    expect(await codeOf(change('5', { kind: 'job', effectiveOn: TODAY, managerId: id('6') }))).toBe('invalid_input')
    await applyDueChanges(db, '2027-02-01')
    expect(await person('5', '2027-02-01')).toMatchObject({ manager: null, title: 'Below' })
  })
})

describe('leave and rehire', () => {
  test('end the pay with the last day, hide from the list, and bring back', async () => {
    await change('7', { kind: 'leave', effectiveOn: '2026-11-30' })
    expect(await person('7')).toMatchObject({ status: 'active', leftOn: '2026-11-30' })
    expect(await codeOf(change('7', { kind: 'job', effectiveOn: '2026-12-05', title: 'X' }))).toBe('invalid_input')
    await applyDueChanges(db, '2026-11-30')
    const left = await person('7', '2026-12-02')
    expect([left.status, left.salary, left.salaries?.at(-1)?.toDate]).toEqual(['left', null, '2026-11-30'])
    expect((await listPeople(db, hr(), {}, '2026-12-02')).rows.map(({ number }) => number)).not.toContain('7')
    await change('7', { kind: 'rehire', effectiveOn: '2027-03-01', title: 'Back' }, '2027-03-01')
    const back = await person('7', '2027-03-01')
    expect(back).toMatchObject({ status: 'active', hiredOn: '2027-03-01', leftOn: null, title: 'Back' })
    expect(back.changes.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      'job 2027-03-01',
      'rehired 2027-03-01',
      'left 2026-11-30',
      'hired 2020-01-01',
    ])
  })

  test('that is taken back leaves the person without a last day', async () => {
    const { id: changeId } = await change('8', { kind: 'leave', effectiveOn: '2026-12-31' })
    await cancelJobChange(db, hr(), { personId: id('8'), changeId })
    expect(await person('8')).toMatchObject({ leftOn: null, status: 'active' })
  })
})

test('nobody without the right plans or cancels, and nothing reaches another tenant', async () => {
  const input = { kind: 'job', effectiveOn: TODAY, title: 'X' }
  for (const role of ['manager', 'employee']) {
    expect(await codeOf(changeJob(db, member(db, role, id('9')), id('9'), input, { today: TODAY }))).toBe('forbidden')
  }
  expect(await codeOf(changeJob(other, member(other, 'hr'), id('9'), input, { today: TODAY }))).toBe('not_found')
  const [foreign] = await addPeople(other, [{ number: '1' }])
  expect(await codeOf(change('9', { kind: 'job', effectiveOn: TODAY, managerId: foreign![1] }))).toBe('invalid_input')
  await change('9', { kind: 'job', effectiveOn: '2030-01-01', title: 'Later' })
  expect(await applyDueChanges(other, '2031-01-01')).toBe(0)
})

test('a profile knows who stands beside it in the list', async () => {
  const { rows } = await listPeople(db, hr(), {}, TODAY)
  const { neighbours } = await person(rows[1]!.number)
  expect(neighbours).toEqual({ previous: rows[0]!.id, next: rows[2]!.id })
  expect((await person(rows[0]!.number)).neighbours.previous).toBeNull()
})

test('each change is in the trail', async () => {
  expect((await verifyTenantAudit(db)).unsealed).toBeGreaterThan(10)
})
