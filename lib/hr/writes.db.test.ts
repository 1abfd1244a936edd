import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { cancelSalaryChange, changeSalary, getPerson, hirePerson, updatePerson } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addPeople, member, TODAY } from './testing/people'

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
const kim = { lastName: 'Kim', firstName: 'Grace', hiredOn: '2020-01-01' }
const update = (id: string, input: unknown) => updatePerson(db, hr(), id, input, { today: TODAY })
const trail = async (action: string) => (await db.auditEvent.findMany({ where: { action } })).length

describe('hiring', () => {
  test('gives the next number, the first pay, and one row in the trail that names nobody', async () => {
    await addPeople(db, [{ number: '41' }, { number: 'X-99' }])
    const first = await hirePerson(db, hr(), { ...kim, salary: { amountMinor: 5_000_000, currency: 'USD' } })
    expect(first.number).toBe('42')
    expect((await hirePerson(db, hr(), kim)).number).toBe('43')
    expect(await getPerson(db, hr(), first.id, TODAY)).toMatchObject({
      lastName: 'Kim',
      salary: { amountMinor: 5_000_000, period: 'year' },
    })
    const rows = await db.auditEvent.findMany({ where: { action: 'person.hired' } })
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain('Kim')
  })

  test('goes on behind numbers that an import has taken', async () => {
    const { number } = await hirePerson(db, hr(), kim)
    await addPeople(db, [{ number: String(Number(number) + 1) }, { number: String(Number(number) + 2) }])
    expect((await hirePerson(db, hr(), kim)).number).toBe(String(Number(number) + 3))
  })

  test('at the same moment gives everybody a number of their own', async () => {
    const hired = await Promise.all(Array.from({ length: 12 }, () => hirePerson(db, hr(), kim)))
    expect(new Set(hired.map(({ number }) => number)).size).toBe(12)
  })

  test('refuses a number that is taken, and departments and managers of nobody or of another tenant', async () => {
    await expect(hirePerson(db, hr(), { ...kim, number: '41' })).rejects.toMatchObject({
      code: 'conflict',
      fields: { number: expect.any(String) },
    })
    const [foreign] = (await addPeople(other, [{ number: '1' }])).values()
    const department = await other.department.create({ data: { code: 'd', name: 'D' } })
    const before = [await db.employee.count(), await trail('person.hired')]
    for (const wrong of [
      { managerId: newId() },
      { managerId: foreign },
      { departmentId: department.id },
      { departmentId: newId() },
      { birthDate: '2020-01-01' },
      { hiredOn: '2023-02-29' },
      { lastName: ' ' },
      { firstName: 'a\u0000b' },
      { salary: { amountMinor: -1, currency: 'USD' } },
      { salary: { amountMinor: 1, currency: 'XXX' } },
    ]) {
      await expect(hirePerson(db, hr(), { ...kim, ...wrong }), JSON.stringify(wrong)).rejects.toMatchObject({ code: 'invalid_input' })
    }
    expect([await db.employee.count(), await trail('person.hired')]).toEqual(before)
  })

  test('is for those who may write people, and pay for those who may see it', async () => {
    for (const role of ['manager', 'employee'])
      await expect(hirePerson(db, member(db, role), kim)).rejects.toMatchObject({ code: 'forbidden' })
    const writer = member(db, 'x', null, ['people:read', 'people:write'])
    await hirePerson(db, writer, kim)
    await expect(hirePerson(db, writer, { ...kim, salary: { amountMinor: 1, currency: 'USD' } })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('changing a person', () => {
  test('changes what is given, empties what is null, and leaves the rest', async () => {
    const { id } = await hirePerson(db, hr(), { ...kim, title: 'Engineer', email: 'a@example.com' })
    await update(id, { title: 'Lead', email: null })
    expect(await getPerson(db, hr(), id, TODAY)).toMatchObject({ title: 'Lead', email: null, firstName: 'Grace', hiredOn: '2020-01-01' })
    expect((await db.auditEvent.findFirstOrThrow({ where: { action: 'person.updated', subjectId: id } })).detail).toEqual({
      fields: expect.arrayContaining(['title', 'email']),
    })
    await expect(update(id, {})).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('makes one who left of whoever has a last day that has come, and takes it back', async () => {
    const { id } = await hirePerson(db, hr(), kim)
    await update(id, { leftOn: '2027-01-01' })
    expect(await getPerson(db, hr(), id, TODAY)).toMatchObject({ status: 'active', leftOn: '2027-01-01' })
    await update(id, { leftOn: TODAY })
    expect(await getPerson(db, hr(), id, TODAY)).toMatchObject({ status: 'left', leftOn: TODAY })
    await update(id, { leftOn: null })
    expect(await getPerson(db, hr(), id, TODAY)).toMatchObject({ status: 'active', leftOn: null })
    await expect(update(id, { leftOn: '2019-01-01' })).rejects.toMatchObject({ fields: { leftOn: expect.any(String) } })
  })

  test('never closes a circle of managers, not even two changes at the same moment', async () => {
    const ids = await addPeople(db, [
      { number: 'c1' },
      { number: 'c2', managerId: 'c1' },
      { number: 'c3', managerId: 'c2' },
      { number: 'c4' },
    ])
    const [one, , three, four] = [...ids.values()] as [string, string, string, string]
    await expect(update(one, { managerId: three })).rejects.toMatchObject({ fields: { managerId: expect.any(String) } })
    await expect(update(one, { managerId: one })).rejects.toMatchObject({ fields: { managerId: expect.any(String) } })
    const both = await Promise.allSettled([update(one, { managerId: four }), update(four, { managerId: three })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('of another tenant is not found', async () => {
    const [foreign] = (await addPeople(other, [{ number: 'z' }])).values()
    await expect(update(foreign!, { title: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(changeSalary(db, hr(), foreign!, { amountMinor: 1, currency: 'USD', fromDate: TODAY })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await other.employee.findFirstOrThrow({ where: { id: foreign! } })).title).toBe('')
  })
})

describe('a change of pay', () => {
  const pay = (id: string, amountMinor: number, fromDate: string) => changeSalary(db, hr(), id, { amountMinor, currency: 'USD', fromDate })
  const steps = async (id: string) =>
    (await getPerson(db, hr(), id, TODAY)).salaries!.map(({ amountMinor, fromDate, toDate }) => [amountMinor, fromDate, toDate])

  test('ends the pay before it, keeps a planned one after it, and replaces one of the same day', async () => {
    const { id } = await hirePerson(db, hr(), { ...kim, salary: { amountMinor: 100, currency: 'USD' } })
    await pay(id, 300, '2027-01-01')
    await pay(id, 200, '2025-06-01')
    await pay(id, 250, '2025-06-01')
    expect(await steps(id)).toEqual([
      [100, '2020-01-01', '2025-05-31'],
      [250, '2025-06-01', '2026-12-31'],
      [300, '2027-01-01', null],
    ])
    const person = await getPerson(db, hr(), id, TODAY)
    expect(person.salary?.amountMinor).toBe(250)
    expect(person.changes[0]).toMatchObject({ kind: 'salary', isPlanned: true, to: { amountMinor: 300 } })
    await expect(pay(id, 1, '2019-12-31')).rejects.toMatchObject({ fields: { fromDate: expect.any(String) } })
  })

  test('that is planned is taken back, and the pay before it goes on; what holds already is not found', async () => {
    const { id } = await hirePerson(db, hr(), { ...kim, salary: { amountMinor: 100, currency: 'USD' } })
    await pay(id, 200, '2027-01-01')
    await pay(id, 300, '2028-01-01')
    const cancel = (fromDate: string, principal = hr()) => cancelSalaryChange(db, principal, { personId: id, fromDate }, { today: TODAY })
    await expect(cancel('2027-01-01', member(db, 'manager'))).rejects.toMatchObject({ code: 'forbidden' })
    for (const day of ['2020-01-01', '2027-06-01']) await expect(cancel(day), day).rejects.toMatchObject({ code: 'not_found' })
    await cancel('2027-01-01')
    expect(await steps(id)).toEqual([
      [100, '2020-01-01', '2027-12-31'],
      [300, '2028-01-01', null],
    ])
    await cancel('2028-01-01')
    expect(await steps(id)).toEqual([[100, '2020-01-01', null]])
    expect(await trail('salary.plan_cancelled')).toBe(2)
  })

  test('leaves one open row however many change it at once', async () => {
    const { id } = await hirePerson(db, hr(), { ...kim, salary: { amountMinor: 100, currency: 'USD' } })
    await Promise.all([1, 2, 3, 4, 5, 6].map((month) => pay(id, month, `2024-0${month}-01`)))
    const rows = await steps(id)
    expect(rows.filter(([, , to]) => to === null)).toHaveLength(1)
    for (const [index, [, , to]] of rows.entries()) expect(!to || to < String(rows[index + 1]![1])).toBe(true)
  })
})
