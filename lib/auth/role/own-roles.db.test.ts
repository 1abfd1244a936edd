import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  authenticateApiKey,
  changeMemberRole,
  createApiKey,
  createRole,
  deleteRole,
  inviteMember,
  listRoles,
  OWN_ROLES_MAX,
  PERMISSIONS,
  RoleInput,
  updateRole,
} from '..'
import { codeOf, type House, openHouse, service } from '../testing/house'

let world: World
let house: House
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world)
})
afterAll(() => world.close())

const admin = async (at = house) => at.enter((await at.add('admin')).email)
const role = (name: string, ...permissions: string[]) => RoleInput.parse({ name, permissions })

describe('a role of a tenant’s own', () => {
  it('gives its member what it says, and what that includes', async () => {
    const actor = await admin()
    const { key } = await createRole(house.db, actor, role('Payroll clerk', 'people:read', 'salary:read:all'))
    expect(key).toBe('payroll-clerk')
    const { userId, email } = await house.add('employee')
    await changeMemberRole(house.db, actor, { userId, roleKey: key })
    expect([...(await house.enter(email)).permissions]).toEqual(['people:read', 'salary:read:all', 'salary:read:team', 'salary:read:own'])
    expect((await listRoles(house.db, actor)).find((each) => each.key === key)).toMatchObject({ members: 1, isBuiltin: false })
  })

  it('that imports reads and writes what a file holds', () => {
    expect(role('x', 'import:run').permissions).toEqual(expect.arrayContaining(['people:write', 'salary:read:all', 'salary:write']))
  })

  it('takes a name in any script, once, whatever its case', async () => {
    const actor = await admin()
    const { key } = await createRole(house.db, actor, role('급여 담당', 'people:read'))
    expect(key).toBe('급여-담당')
    await createRole(house.db, actor, role('Reader', 'people:read'))
    expect(await codeOf(createRole(house.db, actor, role('READER', 'people:read')))).toBe('conflict')
    expect((await createRole(house.db, actor, role('Owner!', 'people:read'))).key).toBe('owner-2')
  })

  it('cannot hold what its maker has not, now or later, and nobody changes one that holds more', async () => {
    const owner = await admin()
    const { key: chief } = await createRole(house.db, owner, role('Role maker', 'people:read', 'roles:manage', 'members:manage'))
    const { userId, email } = await house.add('employee')
    await changeMemberRole(house.db, owner, { userId, roleKey: chief })
    const maker = await house.enter(email)
    expect(await codeOf(createRole(house.db, maker, role('More', 'salary:read:all')))).toBe('forbidden')
    const { key } = await createRole(house.db, maker, role('Less', 'people:read'))
    expect(await codeOf(updateRole(house.db, maker, { ...role('Less', 'people:read', 'audit:read'), key }))).toBe('forbidden')
    expect(await codeOf(updateRole(house.db, maker, { ...role('My own', ...PERMISSIONS), key: chief }))).toBe('forbidden')
    const { key: strong } = await createRole(house.db, owner, role('Strong', 'salary:read:all', 'people:read'))
    expect(await codeOf(updateRole(house.db, maker, { ...role('Strong', 'people:read'), key: strong }))).toBe('forbidden')
    expect(await codeOf(deleteRole(house.db, maker, strong))).toBe('forbidden')
  })

  it('is made by nobody without the right', async () => {
    const hr = await house.enter((await house.add('hr')).email)
    for (const attempt of [
      createRole(house.db, hr, role('X', 'people:read')),
      updateRole(house.db, hr, { ...role('X', 'people:read'), key: 'x' }),
      deleteRole(house.db, hr, 'x'),
      listRoles(house.db, hr),
    ]) {
      expect(await codeOf(attempt)).toBe('forbidden')
    }
  })

  it('ends the sessions of those who have it when it changes, and the keys that could do more', async () => {
    const actor = await admin()
    const { key } = await createRole(house.db, actor, role('Script keeper', 'people:read', 'audit:read', 'api-keys:manage'))
    const { userId, email } = await house.add('employee')
    await changeMemberRole(house.db, actor, { userId, roleKey: key })
    const keeper = await house.enter(email)
    const few = await createApiKey(house.db, keeper, { name: 'few', permissions: ['people:read'] })
    const many = await createApiKey(house.db, keeper, { name: 'many', permissions: ['people:read', 'audit:read'] })
    await updateRole(house.db, actor, { ...role('Script keeper', 'people:read', 'api-keys:manage'), key })
    expect(await house.look(keeper.signedIn)).toBeNull()
    expect(await authenticateApiKey(house.db, few.key)).not.toBeNull()
    expect(await authenticateApiKey(house.db, many.key)).toBeNull()
    expect((await house.enter(email)).permissions.has('audit:read')).toBe(false)
  })

  it('that is only renamed ends nothing', async () => {
    const actor = await admin()
    const { key } = await createRole(house.db, actor, role('Before', 'people:read'))
    const { userId, email } = await house.add('employee')
    await changeMemberRole(house.db, actor, { userId, roleKey: key })
    const member = await house.enter(email)
    await updateRole(house.db, actor, { ...role('After', 'people:read'), key })
    expect(await house.look(member.signedIn)).not.toBeNull()
  })

  it('is deleted only while nobody has it or is invited into it', async () => {
    const actor = await admin()
    const { key } = await createRole(house.db, actor, role('Passing', 'people:read'))
    const { userId } = await house.add('employee')
    await changeMemberRole(house.db, actor, { userId, roleKey: key })
    expect(await codeOf(deleteRole(house.db, actor, key))).toBe('conflict')
    await changeMemberRole(house.db, actor, { userId, roleKey: 'employee' })
    await inviteMember(house.db, house.tenant, actor, { email: 'new@passing.test', name: 'New', roleKey: key })
    expect(await codeOf(deleteRole(house.db, actor, key))).toBe('conflict')
    await house.db.invitation.updateMany({ data: { revokedAt: new Date() } })
    await deleteRole(house.db, actor, key)
    expect(await codeOf(deleteRole(house.db, actor, key))).toBe('not_found')
  })

  it('is not one of the built-in ones, which stay as they are', async () => {
    const actor = await admin()
    expect(await codeOf(updateRole(house.db, actor, { ...role('Owner', 'people:read'), key: 'owner' }))).toBe('conflict')
    expect(await codeOf(deleteRole(house.db, actor, 'employee'))).toBe('conflict')
  })

  it('of another tenant is as unknown as one that never was', async () => {
    const other = await openHouse(world)
    const { key } = await createRole(other.db, service, role('Theirs alone', 'people:read'))
    expect(await codeOf(updateRole(house.db, await admin(), { ...role('Mine', 'people:read'), key }))).toBe('not_found')
    expect(await codeOf(deleteRole(house.db, await admin(), key))).toBe('not_found')
    expect((await listRoles(house.db, service)).map((each) => each.key)).not.toContain(key)
  })

  it('is one of fifty at most', async () => {
    const { db } = await openHouse(world)
    await db.role.createMany({ data: Array.from({ length: OWN_ROLES_MAX }, (_, n) => ({ key: `r${n}`, name: `R ${n}` })) })
    expect(await codeOf(createRole(db, service, role('One more', 'people:read')))).toBe('conflict')
  })
})
