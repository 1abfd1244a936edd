import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiKeyPrincipal, Principal } from '@/lib/auth'
import { systemPrincipal } from '@/lib/auth'
import { newId } from '@/lib/core'
import { getDashboard, getPayOverTime, getPerson, listPeople } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addPeople, member, TODAY } from './testing/people'

let world: World
let db: TenantDb
let ids: Map<string, string>
let other: TenantDb
let otherIds: Map<string, string>
beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
  // 1 leads 2 and 3, 2 leads 4, 4 leads 5; 6 stands alone.
  const chain = { 2: '1', 3: '1', 4: '2', 5: '4' } as Record<string, string>
  ids = await addPeople(
    db,
    ['1', '2', '3', '4', '5', '6'].map((number) => ({ number, managerId: chain[number], salary: Number(number) * 1000 })),
  )
  other = (await world.addTenant()).db
  otherIds = await addPeople(other, [{ number: '1', salary: 9 }])
})
afterAll(() => world.close())

/** Whose pay a reader sees in the list, and whether the profile says the same. */
async function payVisible(principal: Principal): Promise<string[]> {
  const { rows } = await listPeople(db, principal, { sort: 'number' }, TODAY)
  const seen = rows.filter(({ salary }) => salary !== undefined)
  for (const row of rows) {
    const person = await getPerson(db, principal, row.id, TODAY)
    expect(person.salary).toEqual(row.salary)
    expect(person.salaries === undefined).toBe(row.salary === undefined)
    const told = JSON.stringify(person.changes).includes('amountMinor')
    expect(told, 'the list of changes tells no more than the salary block').toBe(row.salary !== undefined)
  }
  return seen.map(({ number }) => number)
}
const id = (number: string) => ids.get(number)!

describe('pay', () => {
  const everybody = ['1', '2', '3', '4', '5', '6']
  const cases: [who: string, make: () => Principal, sees: string[]][] = [
    ['an owner', () => member(db, 'owner'), everybody],
    ['an admin', () => member(db, 'admin'), everybody],
    ['an HR administrator', () => member(db, 'hr'), everybody],
    ['a manager of some', () => member(db, 'manager', id('2')), ['2', '4', '5']],
    ['a manager of all but one', () => member(db, 'manager', id('1')), ['1', '2', '3', '4', '5']],
    ['a manager of nobody', () => member(db, 'manager', id('6')), ['6']],
    ['a manager who is no employee', () => member(db, 'manager'), []],
    ['an employee', () => member(db, 'employee', id('3')), ['3']],
    ['an employee with reports but without the role', () => member(db, 'employee', id('1')), ['1']],
    ['a member who is no employee', () => member(db, 'employee'), []],
    ['a role that may read people alone', () => member(db, 'x', id('1'), ['people:read']), []],
    ['the service itself', () => systemPrincipal('test'), everybody],
    ['a key with the right', () => key(['people:read', 'salary:read:all']), everybody],
    ['a key without the right', () => key(['people:read', 'salary:read:team', 'salary:read:own']), []],
  ]
  const key = (permissions: ('people:read' | 'salary:read:all' | 'salary:read:team' | 'salary:read:own')[]): ApiKeyPrincipal => ({
    kind: 'api-key',
    tenantId: db.context.tenantId,
    keyId: newId(),
    name: 'key',
    permissions: new Set(permissions),
  })

  test.each(cases)('as %s sees it', async (_who, make, sees) => {
    expect(await payVisible(make())).toEqual(sees)
  })

  test('of all together is on the dashboard of those alone who may see everybody', async () => {
    expect((await getDashboard(db, member(db, 'hr'), TODAY)).monthlyPay).toEqual([{ currency: 'USD', amountMinor: 175_000 }])
    const periods = { timeline: [{ from: TODAY, to: TODAY }] }
    expect(await getPayOverTime(db, member(db, 'hr'), TODAY, periods)).toEqual([[{ currency: 'USD', amountMinor: 175_000 }]])
    for (const role of ['manager', 'employee']) {
      expect(await getPayOverTime(db, member(db, role, id('1')), TODAY, periods)).toBeUndefined()
      const dashboard = await getDashboard(db, member(db, role, id('1')), TODAY)
      expect(JSON.stringify(dashboard)).not.toContain('amountMinor')
    }
  })

  test('stays hidden in a circle of managers from everybody but those in it, and the question ends', async () => {
    await db.employee.update({ where: { tenantId_id: { id: id('1') } }, data: { managerId: id('5') } })
    expect(await payVisible(member(db, 'manager', id('6')))).toEqual(['6'])
    expect((await getPerson(db, member(db, 'hr'), id('1'), TODAY)).allReports).toBe(4)
    await db.employee.update({ where: { tenantId_id: { id: id('1') } }, data: { managerId: null } })
  })
})

describe('a person', () => {
  test('of another tenant is answered exactly like one who does not exist', async () => {
    const missing = await getPerson(db, member(db, 'hr'), newId(), TODAY).catch((error) => error)
    const foreign = await getPerson(db, member(db, 'hr'), otherIds.get('1')!, TODAY).catch((error) => error)
    const nonsense = await getPerson(db, member(db, 'hr'), "1' OR true", TODAY).catch((error) => error)
    expect(missing).toMatchObject({ code: 'not_found' })
    expect({ ...foreign, message: foreign.message }).toEqual({ ...missing, message: missing.message })
    expect({ ...nonsense, message: nonsense.message }).toEqual({ ...missing, message: missing.message })
    expect((await getPerson(other, member(other, 'hr'), otherIds.get('1')!, TODAY)).number).toBe('1')
  })

  test('shows birth date and gender to HR roles and to themselves alone', async () => {
    const sees = async (principal: Principal, number: string) => (await getPerson(db, principal, id(number), TODAY)).personal !== undefined
    expect(await sees(member(db, 'hr'), '3')).toBe(true)
    expect(await sees(member(db, 'employee', id('3')), '3')).toBe(true)
    expect(await sees(member(db, 'employee', id('3')), '2')).toBe(false)
    expect(await sees(member(db, 'manager', id('1')), '2')).toBe(false)
  })

  test('has a chain upwards, direct reports, and everybody below counted', async () => {
    const person = await getPerson(db, member(db, 'employee'), id('4'), TODAY)
    expect(person.reportsTo.map((each) => each.id)).toEqual([id('2'), id('1')])
    expect([person.directReports, person.allReports, person.team.map((each) => each.id)]).toEqual([1, 1, [id('5')]])
    expect(await getPerson(db, member(db, 'employee'), id('1'), TODAY)).toMatchObject({ directReports: 2, allReports: 4 })
  })

  test('is read by nobody without the right to read people', async () => {
    const nobody = member(db, 'x', id('1'), [])
    for (const read of [
      getPerson(db, nobody, id('1'), TODAY),
      listPeople(db, nobody, {}, TODAY),
      getDashboard(db, nobody, TODAY),
      getPayOverTime(db, nobody, TODAY, { timeline: [] }),
    ]) {
      await expect(read).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
