import { afterAll, beforeAll, expect, test } from 'vitest'
import { getOrganisationPath, listReports } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addPeople, member } from '../testing/people'

let world: World
let db: TenantDb
let other: TenantDb
let ids: Map<string, string>
const id = (number: string) => ids.get(number)!
const me = () => member(db, 'employee')
const numbers = (reports: { id: string }[]) => reports.map((report) => [...ids].find(([, each]) => each === report.id)?.[0])

beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
  other = (await world.addTenant()).db
  const sales = await db.department.create({ data: { code: 's', name: 'Sales' } })
  ids = await addPeople(db, [
    { number: '1' },
    { number: '2', managerId: '1', departmentId: sales.id },
    { number: '3', managerId: '2', departmentId: sales.id },
    { number: '4', managerId: '3' },
    { number: '5', managerId: '1', leftOn: '2024-01-01' },
    { number: '6', managerId: '5' },
    { number: '7', leftOn: '2024-01-01' },
  ])
  ids.set('sales', sales.id)
  await addPeople(other, [{ number: '1' }, { number: '2', managerId: '1' }])
})
afterAll(() => world.close())

test('the first column holds those whom nobody above holds, also those whose manager left, and nobody of another tenant', async () => {
  const first = await listReports(db, me(), {})
  expect(numbers(first)).toEqual(['1', '6'])
  expect(first[0]).toMatchObject({ directReports: 1, allReports: 3, parentId: null })
})

test('a column holds those below one manager, with everybody below each counted', async () => {
  expect(await listReports(db, me(), { manager: id('2') })).toEqual([
    expect.objectContaining({ id: id('3'), directReports: 1, allReports: 1, parentId: id('2') }),
  ])
  expect(numbers(await listReports(db, me(), { manager: id('1') }))).toEqual(['2'])
})

test('a department begins with those whom nobody of it holds, and counts its own people alone', async () => {
  expect(await listReports(db, me(), { department: id('sales') })).toEqual([expect.objectContaining({ id: id('2'), allReports: 1 })])
  expect(numbers(await listReports(db, me(), { department: id('sales'), manager: id('3') }))).toEqual([])
  expect(numbers(await listReports(db, me(), { department: 'none' }))).toEqual(['1', '4', '6'])
})

test('everybody below comes in one answer, parents first, with the same counts', async () => {
  const all = await listReports(db, me(), { depth: 'all' })
  expect(numbers(all)).toEqual(['1', '6', '2', '3', '4'])
  expect(all.map(({ allReports }) => allReports)).toEqual([3, 0, 2, 1, 0])
  expect(all.map(({ parentId }) => parentId)).toEqual([null, null, id('1'), id('2'), id('3')])
})

test('a path leads from the top to the person, and in a department from the highest of it', async () => {
  const path = async (number: string, by: 'manager' | 'department') =>
    (await getOrganisationPath(db, me(), id(number), by)).ids.map((each) => numbers([{ id: each }])[0])
  expect(await path('4', 'manager')).toEqual(['1', '2', '3', '4'])
  expect(await path('3', 'department')).toEqual(['2', '3'])
  expect(await path('6', 'manager')).toEqual(['6'])
  for (const gone of ['7', '5']) await expect(path(gone, 'manager')).rejects.toMatchObject({ code: 'not_found' })
  await expect(getOrganisationPath(other, member(other, 'owner'), id('4'), 'manager')).rejects.toMatchObject({ code: 'not_found' })
})

test('a circle made by hand ends', async () => {
  await db.employee.updateMany({ where: { id: id('2') }, data: { managerId: id('4') } })
  const below = await listReports(db, me(), { manager: id('2') })
  expect(below).toEqual([expect.objectContaining({ id: id('3') })])
  expect((await listReports(db, me(), { manager: id('2'), depth: 'all' })).length).toBeLessThan(200)
  expect((await getOrganisationPath(db, me(), id('4'), 'manager')).ids).toHaveLength(3)
  await db.employee.updateMany({ where: { id: id('2') }, data: { managerId: id('1') } })
})
