import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import {
  changeJob,
  createDepartment,
  deleteDepartment,
  getDepartment,
  getPerson,
  listDepartmentCosts,
  listDepartments,
  mergeDepartments,
  searchDepartments,
  updateDepartment,
} from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addPeople, member, TODAY } from '../testing/people'

let world: World
let db: TenantDb
let other: TenantDb
beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
  other = (await world.addTenant()).db
})
afterAll(() => world.close())
const hr = () => member(db, 'hr')
const create = async (name: string, more: object = {}) => (await createDepartment(db, hr(), { name, ...more })).id
const trail = (action: string, subjectId: string) => db.auditEvent.findMany({ where: { action, subjectId } })

describe('a department', () => {
  test('has a name, a code of its own, and a head who works here', async () => {
    const ids = await addPeople(db, [{ number: 'h1' }, { number: 'h2', leftOn: '2024-01-01' }])
    const id = await create('Law', { headId: ids.get('h1') })
    expect(await getDepartment(db, hr(), id)).toMatchObject({ code: 'Law', head: { id: ids.get('h1') }, activePeople: 0 })
    await expect(create('Other law', { code: 'Law' })).rejects.toMatchObject({ code: 'conflict', fields: { code: expect.any(String) } })
    for (const headId of [ids.get('h2'), newId(), (await addPeople(other, [{ number: 'x' }])).get('x')])
      await expect(updateDepartment(db, hr(), id, { headId })).rejects.toMatchObject({ fields: { headId: expect.any(String) } })
    await updateDepartment(db, hr(), id, { name: 'Legal', headId: null })
    expect(await getDepartment(db, hr(), id)).toMatchObject({ name: 'Legal', code: 'Law', head: null })
    expect((await trail('department.updated', id))[0]!.detail).toEqual({ fields: ['name', 'headId'] })
  })

  test('is found by part of its name or code', async () => {
    await create('Quality', { code: 'd77' })
    for (const words of ['qual', 'D77']) expect((await searchDepartments(db, hr(), words)).map(({ name }) => name)).toEqual(['Quality'])
  })

  test('is removed while nobody is, was or will be in it, and not after', async () => {
    const empty = await create('Empty')
    await deleteDepartment(db, hr(), empty)
    await expect(getDepartment(db, hr(), empty)).rejects.toMatchObject({ code: 'not_found' })
    const left = await create('Left')
    await addPeople(db, [{ number: 'r1', departmentId: left, leftOn: '2024-01-01' }])
    const planned = await create('Planned')
    const [person] = (await addPeople(db, [{ number: 'r2' }])).values()
    await changeJob(db, hr(), person!, { kind: 'job', effectiveOn: '2030-01-01', departmentId: planned }, { today: TODAY })
    for (const id of [left, planned]) await expect(deleteDepartment(db, hr(), id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('merged into another takes everybody along, those who left, the planned and the past included', async () => {
    const [from, into] = [await create('Old name'), await create('New name')]
    const ids = await addPeople(db, [
      { number: 'm1', departmentId: from },
      { number: 'm2', departmentId: from, leftOn: '2024-01-01' },
      { number: 'm3' },
    ])
    await changeJob(db, hr(), ids.get('m3')!, { kind: 'job', effectiveOn: '2030-01-01', departmentId: from }, { today: TODAY })
    await changeJob(
      db,
      hr(),
      ids.get('m1')!,
      { kind: 'job', effectiveOn: '2025-01-01', title: 'Lead', departmentId: null },
      { today: TODAY },
    )
    await expect(mergeDepartments(db, hr(), { id: from, intoId: from })).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await mergeDepartments(db, hr(), { id: from, intoId: into })).toEqual({ people: 1 })
    await expect(getDepartment(db, hr(), from)).rejects.toMatchObject({ code: 'not_found' })
    expect((await db.employee.findFirstOrThrow({ where: { number: 'm2' } })).departmentId).toBe(into)
    expect((await db.jobChange.findFirstOrThrow({ where: { employeeId: ids.get('m3')! } })).departmentId).toBe(into)
    const past = (await getPerson(db, hr(), ids.get('m1')!, TODAY)).changes.find(({ kind }) => kind === 'job')
    expect(past).toMatchObject({ departmentName: { from: 'New name', to: null } })
    expect((await trail('department.merged', from))[0]!.detail).toEqual({ into, people: 1 })
  })

  test('costs what its people are paid in a year, by currency, for those who see everybody’s pay', async () => {
    const id = await create('Costly')
    const ids = await addPeople(db, [
      { number: 'p1', departmentId: id, salary: 100 },
      { number: 'p2', departmentId: id, salary: 50 },
      { number: 'p3', departmentId: id },
    ])
    await db.salary.create({
      data: { employeeId: ids.get('p3')!, amountMinor: 1_000n, currency: 'KRW', period: 'month', fromDate: new Date('2020-01-01') },
    })
    const cost = (await listDepartmentCosts(db, hr(), TODAY)).find(({ departmentId }) => departmentId === id)
    expect(cost).toEqual({
      departmentId: id,
      people: 3,
      yearlyPay: expect.arrayContaining([
        { currency: 'USD', amountMinor: 15_000 },
        { currency: 'KRW', amountMinor: 12_000 },
      ]),
    })
    for (const role of ['manager', 'employee'])
      await expect(listDepartmentCosts(db, member(db, role), TODAY)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of another tenant is neither seen nor changed, and an employee changes none', async () => {
    const id = await create('Ours')
    const theirs = member(other, 'owner')
    expect((await listDepartments(other, theirs)).map(({ name }) => name)).not.toContain('Ours')
    const target = await createDepartment(other, theirs, { name: 'Theirs' })
    for (const attack of [
      () => updateDepartment(other, theirs, id, { name: 'x' }),
      () => deleteDepartment(other, theirs, id),
      () => mergeDepartments(other, theirs, { id, intoId: target.id }),
    ])
      await expect(attack()).rejects.toMatchObject({ code: 'not_found' })
    await expect(mergeDepartments(other, theirs, { id: target.id, intoId: id })).rejects.toMatchObject({ code: 'invalid_input' })
    const employee = member(db, 'employee')
    for (const attack of [
      () => createDepartment(db, employee, { name: 'x' }),
      () => updateDepartment(db, employee, id, { name: 'x' }),
      () => deleteDepartment(db, employee, id),
      () => mergeDepartments(db, employee, { id, intoId: newId() }),
    ])
      await expect(attack()).rejects.toMatchObject({ code: 'forbidden' })
    expect(await getDepartment(db, hr(), id)).toMatchObject({ name: 'Ours' })
  })
})
