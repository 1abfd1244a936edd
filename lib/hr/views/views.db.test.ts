import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MemberPrincipal } from '@/lib/auth'
import { deleteView, getPeopleColumns, listPeople, listViews, PEOPLE_COLUMNS, saveView, setPeopleColumns } from '@/lib/hr'
import type { TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { addMember } from '../testing/members'
import { addPeople, TODAY } from '../testing/people'

let world: World
let db: TenantDb
let hr: MemberPrincipal
let colleague: MemberPrincipal
let employee: MemberPrincipal
let stranger: { db: TenantDb; owner: MemberPrincipal }
beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
  hr = await addMember(db, 'hr')
  colleague = await addMember(db, 'hr')
  employee = await addMember(db, 'employee')
  const other = (await world.addTenant()).db
  stranger = { db: other, owner: await addMember(other, 'owner') }
})
afterAll(() => world.close())
const names = async (principal: MemberPrincipal) => (await listViews(db, principal)).map(({ name }) => name)
const view = { name: 'Leavers', query: { status: 'left', sort: 'hiredOn', direction: 'desc', cursor: 'x' }, columns: ['title', 'title'] }

test('a view keeps filters, order and columns, and no page of the list', async () => {
  const { id } = await saveView(db, hr, view)
  const kept = (await listViews(db, hr)).find((each) => each.id === id)!
  expect(kept).toMatchObject({ name: 'Leavers', isShared: false, isOwn: true, columns: ['title'] })
  expect(kept.query).toMatchObject({ status: 'left', sort: 'hiredOn', direction: 'desc' })
  expect(kept.query).not.toHaveProperty('cursor')
  await addPeople(db, [{ number: '1' }, { number: '2', leftOn: '2024-01-01' }])
  expect((await listPeople(db, hr, kept.query, TODAY)).total).toBe(1)
  await deleteView(db, hr, id)
})

test('a private view is its maker’s alone; a shared one is everybody’s to see, and theirs to change who may write people', async () => {
  const own = await saveView(db, hr, { ...view, name: 'Own' })
  const shared = await saveView(db, hr, { ...view, name: 'Shared', isShared: true })
  expect(await names(hr)).toEqual(['Own', 'Shared'])
  expect(await names(employee)).toEqual(['Shared'])
  await expect(saveView(db, employee, { ...view, isShared: true })).rejects.toMatchObject({ code: 'forbidden' })
  for (const [principal, { id }] of [
    [colleague, own],
    [employee, shared],
  ] as const) {
    await expect(saveView(db, principal, { ...view, id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteView(db, principal, id)).rejects.toMatchObject({ code: 'not_found' })
  }
  await saveView(db, colleague, { ...view, id: shared.id, name: 'Renamed', isShared: true })
  expect(await names(employee)).toEqual(['Renamed'])
})

test('of another tenant is neither seen nor changed', async () => {
  const { id } = await saveView(db, hr, { ...view, name: 'Ours', isShared: true })
  expect(await listViews(stranger.db, stranger.owner)).toEqual([])
  await expect(deleteView(stranger.db, stranger.owner, id)).rejects.toMatchObject({ code: 'not_found' })
  await saveView(stranger.db, stranger.owner, { ...view, id, name: 'Theirs', isShared: true })
  expect(await names(employee)).toContain('Ours')
  expect(await names(employee)).not.toContain('Theirs')
})

test('columns are each member’s own, in the order of the choice; nobody else’s change', async () => {
  await setPeopleColumns(db, hr, ['email', 'title'])
  expect(await getPeopleColumns(db, hr)).toEqual(['email', 'title'])
  expect(await getPeopleColumns(db, colleague)).toEqual(PEOPLE_COLUMNS.slice(0, 7))
  await expect(setPeopleColumns(db, hr, ['nationalId'])).rejects.toMatchObject({ code: 'invalid_input' })
})
