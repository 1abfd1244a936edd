import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuiltinRole } from '@/lib/auth'
import { codeOf, type House, openHouse } from '@/lib/auth/testing/house'
import { setClock } from '@/lib/core'
import { addPeople } from '@/lib/hr/testing/people'
import { installPlugin, openPluginScope, removePlugin, runPluginAction } from '@/lib/plugins'
import { createWorld, type World } from '@/scripts/testing/world'
import { leave } from '.'
import { listRequests } from './absences'
import type { Scope } from './kit'
import { listWaiting } from './leave-page'
import { listBalances } from './list-balances'

let world: World
let house: House
let other: House
let people: Map<string, string>
let typeId: string

// 1 leads 2, and 2 leads 3 and 4; 5 stands beside.
const PEOPLE = [
  { number: '1' },
  { number: '2', managerId: '1' },
  { number: '3', managerId: '2' },
  { number: '4', managerId: '2', hiredOn: '2026-07-02' },
  { number: '5', managerId: '1' },
]

beforeAll(async () => {
  setClock(() => new Date('2026-03-02T09:00:00Z'))
  world = await createWorld()
  house = await openHouse(world, { country: 'KR', timeZone: 'Asia/Seoul' })
  other = await openHouse(world, { country: 'US' })
  for (const at of [house, other]) {
    const { tenant, db } = at
    const { signedIn: _, ...principal } = await at.enter((await at.add('owner')).email)
    await installPlugin(leave, { tenant, db, principal, locale: 'en' })
  }
  people = new Map()
  for (const person of PEOPLE) {
    const managerId = person.managerId && people.get(person.managerId)
    for (const [number, id] of await addPeople(house.db, [{ ...person, managerId }])) people.set(number, id)
  }
  typeId = (await house.db.leaveType.findFirst())!.id
})
afterAll(async () => {
  setClock(() => new Date())
  await world.close()
})

const sessions = new Map<string, Awaited<ReturnType<typeof enter>>>()
async function enter(roleKey: BuiltinRole, number: string | null, at = house) {
  const { email, userId } = await at.add(roleKey)
  if (number) {
    await at.db.user.updateMany({ where: { employeeId: people.get(number)! }, data: { employeeId: null } })
    await at.db.user.update({ where: { tenantId_id: { id: userId } }, data: { employeeId: people.get(number)! } })
  }
  const { signedIn: _, ...principal } = await at.enter(email)
  return { tenant: at.tenant, db: at.db, principal, locale: 'en' as const }
}
/** The same person again: one account for each profile. */
async function as(roleKey: BuiltinRole, number: string) {
  const key = `${roleKey} ${number}`
  if (!sessions.has(key)) sessions.set(key, await enter(roleKey, number))
  return sessions.get(key)!
}
const scopeOf = (visit: Awaited<ReturnType<typeof enter>>) =>
  openPluginScope(leave, visit, { workDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: 'company' }) as unknown as Scope
const ask = (visit: Awaited<ReturnType<typeof enter>>, from: string, to = from, more: object = {}) =>
  runPluginAction(leave, 'request', visit, { typeId, from, to, part: 'day', note: '', ...more })
const run = (visit: Awaited<ReturnType<typeof enter>>, action: string, id: string) =>
  runPluginAction(leave, action, visit, action === 'cancel' ? { id } : { id, answer: '' })
const stateOf = async (id: string) => (await house.db.leaveRequest.findFirst({ where: { id } }))!.state
async function balanceOf(number: string, year = 2026) {
  const scope = scopeOf(await as('employee', number))
  return (await listBalances(scope, (await scope.people.find(people.get(number)!))!, year))[0]!.balance!
}

describe('leave', () => {
  test('begins with one kind, by the law of the company’s country', async () => {
    expect(await house.db.leaveType.findMany({ select: { name: true, halfDaysPerYear: true } })).toEqual([
      { name: 'Annual leave', halfDaysPerYear: 30 },
    ])
    expect((await other.db.leaveType.findFirst())!.halfDaysPerYear).toBe(40)
  })

  test('is asked for, the manager hears of it, approves, and the person hears of that', async () => {
    const manager = await as('manager', '2')
    const person = await as('employee', '3')
    // Thursday to Wednesday around Children's Day, 5 May 2026: four working days.
    const { id } = await ask(person, '2026-04-30', '2026-05-06')
    expect(await house.db.mail.count({ where: { kind: 'leave.asked', toAddress: manager.principal.email } })).toBe(1)
    expect(await balanceOf('3')).toMatchObject({ entitled: 30, requested: 6, planned: 0, left: 24 })
    expect((await listWaiting(scopeOf(manager))).map(({ request }) => request.id)).toEqual([id])
    await run(manager, 'approve', id)
    expect(await stateOf(id)).toBe('approved')
    expect(await balanceOf('3')).toMatchObject({ requested: 0, planned: 6, left: 24 })
    expect(await house.db.mail.count({ where: { kind: 'leave.approved', toAddress: person.principal.email } })).toBe(1)
    expect(await house.db.auditEvent.count({ where: { action: { in: ['leave.requested', 'leave.approved'] }, subjectId: id } })).toBe(2)
    expect(await codeOf(run(manager, 'decline', id))).toBe('conflict')
  })

  test('is answered by the line above and by those who manage leave, and by nobody else', async () => {
    const { id } = await ask(await as('employee', '3'), '2026-06-08')
    const refused: Record<string, string> = {}
    for (const [role, number] of [
      ['employee', '5'],
      ['manager', '5'],
      ['employee', '3'],
    ] as const)
      refused[`${role} ${number}`] = await codeOf(run(await as(role, number), 'approve', id))
    expect(refused).toEqual({ 'employee 5': 'forbidden', 'manager 5': 'not_found', 'employee 3': 'forbidden' })
    await run(await as('manager', '1'), 'approve', id)
    const again = await ask(await as('employee', '3'), '2026-06-09')
    await run(await enter('hr', null), 'decline', again.id)
    expect(await stateOf(again.id)).toBe('declined')
  })

  test('of oneself is answered by somebody else, whatever one’s role', async () => {
    const hr = await as('hr', '5')
    const { id } = await ask(hr, '2026-06-10')
    expect(await codeOf(run(hr, 'approve', id))).toBe('not_found')
  })

  test('never overlaps: of two requests at one moment for the same days one is refused', async () => {
    const person = await as('employee', '3')
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(ask(person, '2026-07-06', '2026-07-07'))))
    expect(codes.sort()).toEqual(['conflict', 'conflict', 'no error'])
    await ask(person, '2026-07-08', '2026-07-08', { part: 'morning' })
    await ask(person, '2026-07-08', '2026-07-08', { part: 'afternoon' })
    expect(await codeOf(ask(person, '2026-07-08', '2026-07-08', { part: 'morning' }))).toBe('conflict')
  })

  test('is never more than the balance, also not by requests that come together', async () => {
    const person = await as('employee', '3')
    const { left } = await balanceOf('3')
    expect(await codeOf(ask(person, '2026-09-01', '2026-10-30'))).toBe('conflict')
    const days = ['2026-08-03', '2026-08-10', '2026-08-18', '2026-08-24', '2026-09-07']
    const codes = await Promise.all(
      days.map((day) =>
        codeOf(
          ask(
            person,
            day,
            day.replace(/\d\d$/, (d) => String(Number(d) + 3).padStart(2, '0')),
          ),
        ),
      ),
    )
    expect(codes.filter((code) => code === 'no error')).toHaveLength(Math.floor(left / 8))
    expect((await balanceOf('3')).left).toBeGreaterThanOrEqual(0)
  })

  test.each([
    ['before the day of hire', '4', '2026-06-01', '2026-06-02'],
    ['on a weekend', '3', '2026-11-07', '2026-11-08'],
    ['on a public holiday', '3', '2026-12-25', '2026-12-25'],
    ['that ends before it begins', '3', '2026-11-10', '2026-11-09'],
  ])('%s is refused', async (_what, number, from, to) => {
    expect(await codeOf(ask(await as('employee', number), from, to))).toBe('invalid_input')
  })

  test('of a person hired in the year is a share of it', async () => {
    expect((await balanceOf('4')).entitled).toBe(15)
  })

  test('is taken back by the person until it begins, and by nobody beside them', async () => {
    const { id } = await ask(await as('employee', '4'), '2026-12-28')
    expect(await codeOf(run(await as('employee', '5'), 'cancel', id))).toBe('not_found')
    await run(await as('employee', '4'), 'cancel', id)
    expect([await stateOf(id), (await balanceOf('4')).left]).toEqual(['cancelled', 15])
  })

  test('is for somebody else only by those who manage leave', async () => {
    const employeeId = people.get('5')!
    expect(await codeOf(ask(await as('manager', '1'), '2026-12-29', '2026-12-29', { employeeId }))).toBe('not_found')
    await ask(await enter('hr', null), '2026-12-29', '2026-12-29', { employeeId })
  })

  test('of one tenant is unknown to another', async () => {
    const stranger = await enter('owner', null, other)
    const { id } = (await house.db.leaveRequest.findFirst())!
    expect(await codeOf(run(stranger, 'approve', id))).toBe('not_found')
    expect(await codeOf(ask(stranger, '2026-12-30', '2026-12-30', { employeeId: people.get('3') }))).toBe('not_found')
    expect(await listRequests(scopeOf(stranger), {})).toEqual([])
  })

  test('removed takes requests before their kinds', async () => {
    await removePlugin(leave, await enter('owner', null))
    expect([await house.db.leaveRequest.count(), await house.db.leaveType.count(), await other.db.leaveType.count()]).toEqual([0, 0, 1])
  })
})
