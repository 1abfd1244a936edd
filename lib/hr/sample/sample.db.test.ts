import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dismissFirstSteps, getDashboard, getFirstSteps, hirePerson, listPeople, loadSample, wipeSample } from '@/lib/hr'
import { createWorld, type World } from '@/scripts/testing/world'
import { addPeople, member, TODAY } from '../testing/people'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function portal() {
  const { db } = await world.addTenant()
  return { db, owner: member(db, 'owner') }
}
const options = { today: TODAY, locale: 'en' } as const

describe('sample people', () => {
  test.each([
    ['en', 'USD'],
    ['ko', 'KRW'],
  ] as const)('in %s fill an empty portal with departments, careers and pay', async (locale, currency) => {
    const { db, owner } = await portal()
    expect(await loadSample(db, owner, { today: TODAY, locale })).toEqual({ people: 240 })
    const dashboard = await getDashboard(db, owner, TODAY)
    expect(dashboard.activePeople).toBeGreaterThan(180)
    expect(dashboard.departments.length).toBe(4)
    expect(dashboard.monthlyPay?.map((pay) => pay.currency)).toEqual([currency])
    expect(await db.department.count({ where: { headId: null } })).toBe(0)
    expect(await db.employee.count({ where: { managerId: null, status: 'active' } })).toBe(1)
  })

  test('are for an empty portal, and once', async () => {
    const { db, owner } = await portal()
    await addPeople(db, [{ number: '1' }])
    await expect(loadSample(db, owner, options)).rejects.toMatchObject({ code: 'conflict' })
    expect(await db.setting.count()).toBe(0)
    const empty = await portal()
    const both = await Promise.allSettled([loadSample(empty.db, empty.owner, options), loadSample(empty.db, empty.owner, options)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await empty.db.employee.count()).toBe(240)
  })

  test('go without a trace, and own people stay, wherever they were put', async () => {
    const { db, owner } = await portal()
    await loadSample(db, owner, options)
    const [manager] = (await listPeople(db, owner, {}, TODAY)).rows
    const department = await db.department.findFirstOrThrow()
    const own = await hirePerson(db, owner, { lastName: 'Kim', hiredOn: '2026-01-01', managerId: manager!.id, departmentId: department.id })
    await wipeSample(db, owner)
    expect(await db.employee.findMany({ select: { id: true, managerId: true, departmentId: true } })).toEqual([
      { id: own.id, managerId: null, departmentId: department.id },
    ])
    expect(await db.department.findMany({ select: { id: true, headId: true } })).toEqual([{ id: department.id, headId: null }])
    expect(await db.salary.count()).toBe(0)
    await expect(wipeSample(db, owner)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('are nothing that a manager or another tenant can load or take away', async () => {
    const { db, owner } = await portal()
    await loadSample(db, owner, options)
    await expect(wipeSample(db, member(db, 'manager'))).rejects.toMatchObject({ code: 'forbidden' })
    const other = await portal()
    await expect(wipeSample(other.db, other.owner)).rejects.toMatchObject({ code: 'not_found' })
    await expect(loadSample(other.db, member(other.db, 'manager'), options)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await db.employee.count()).toBe(240)
    expect(await other.db.employee.count()).toBe(0)
  })
})

test('first steps tell how far a portal has come, until they are put away', async () => {
  const { db, owner } = await portal()
  expect(await getFirstSteps(db, owner)).toEqual({ hasPeople: false, hasSample: false, hasColleagues: false, isDismissed: false })
  expect(await getFirstSteps(db, member(db, 'hr'))).toBeNull()
  await loadSample(db, owner, options)
  expect(await getFirstSteps(db, owner)).toMatchObject({ hasPeople: true, hasSample: true })
  await dismissFirstSteps(db, owner)
  await dismissFirstSteps(db, owner)
  // What is made up says so for as long as it is there.
  expect(await getFirstSteps(db, owner)).toMatchObject({ hasSample: true, isDismissed: true })
  await wipeSample(db, owner)
  expect(await getFirstSteps(db, owner)).toBeNull()
  expect(await db.auditEvent.count({ where: { action: 'first-steps.dismissed' } })).toBe(1)
})
