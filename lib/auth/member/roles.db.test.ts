import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import { BUILTIN_ROLES, changeMemberRole, disableMember, enableMember, PERMISSIONS, seedRoles, signInMember } from '..'
import { codeOf, elsewhere, type House, openHouse, PASSWORD, service } from '../testing/house'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const roleOf = async ({ db }: House, userId: string) =>
  (await db.user.findFirst({ where: { id: userId }, include: { role: true } }))!.role.key

describe('roles', () => {
  it('are made once, however often they are seeded, and leave changed names alone', async () => {
    const { db } = await openHouse(world)
    await db.role.updateMany({ where: { key: 'hr' }, data: { name: 'People team' } })
    await db.$transaction((tx) => seedRoles(tx))
    const roles = await db.role.findMany({ orderBy: { key: 'asc' } })
    expect(roles.map(({ key }) => key)).toEqual(['admin', 'employee', 'hr', 'manager', 'owner'])
    expect(roles.find(({ key }) => key === 'hr')!.name).toBe('People team')
  })

  it('that are built in mean what the code says, whatever their row holds', async () => {
    const house = await openHouse(world)
    await house.db.role.updateMany({ where: { key: 'employee' }, data: { permissions: [...PERMISSIONS] } })
    const principal = await house.enter((await house.add('employee')).email)
    expect([...principal.permissions]).toEqual([...BUILTIN_ROLES.employee])
  })

  it('of a tenant’s own give only what is a permission', async () => {
    const house = await openHouse(world)
    const { id } = await house.db.role.create({ data: { key: 'x', name: 'x', permissions: ['people:read', 'tenant:stop', '__proto__'] } })
    const { userId, email } = await house.add('employee')
    await house.db.user.update({ where: { id: userId }, data: { roleId: id } })
    expect([...(await house.enter(email)).permissions]).toEqual(['people:read'])
  })
})

describe('changing a member’s role', () => {
  it('ends that member’s sessions at once, and the next one has the new role', async () => {
    const house = await openHouse(world)
    const { userId, email } = await house.add('hr')
    const before = await house.enter(email)
    await changeMemberRole(house.db, service, { userId, roleKey: 'employee' })
    expect(await house.look(before.signedIn)).toBeNull()
    expect(await house.enter(email)).toMatchObject({ roleKey: 'employee' })
  })

  it('to the role that it is ends nothing', async () => {
    const house = await openHouse(world)
    const { userId, email } = await house.add('hr')
    const before = await house.enter(email)
    await changeMemberRole(house.db, service, { userId, roleKey: 'hr' })
    expect(await house.look(before.signedIn)).not.toBeNull()
  })

  it('makes and unmakes owners by owners alone', async () => {
    const house = await openHouse(world)
    const [boss, second, aide] = [await house.add('owner'), await house.add('owner'), await house.add('admin')]
    const owner = await house.enter(boss.email)
    const admin = await house.enter(aide.email)
    for (const attempt of [
      () => changeMemberRole(house.db, admin, { userId: aide.userId, roleKey: 'owner' }),
      () => changeMemberRole(house.db, admin, { userId: boss.userId, roleKey: 'employee' }),
      () => disableMember(house.db, admin, { userId: boss.userId }),
    ]) {
      expect(await codeOf(attempt())).toBe('forbidden')
    }
    await changeMemberRole(house.db, owner, { userId: second.userId, roleKey: 'admin' })
    expect(await roleOf(house, second.userId)).toBe('admin')
  })

  it('leaves the last owner one', async () => {
    const house = await openHouse(world)
    const boss = await house.add('owner')
    const gone = await house.add('owner')
    await disableMember(house.db, service, { userId: gone.userId })
    expect(await codeOf(changeMemberRole(house.db, service, { userId: boss.userId, roleKey: 'admin' }))).toBe('conflict')
    expect(await codeOf(disableMember(house.db, service, { userId: boss.userId }))).toBe('conflict')
    expect(await roleOf(house, boss.userId)).toBe('owner')
  })

  it('leaves one owner also when two unmake each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const house = await openHouse(world)
      const [one, two] = [await house.add('owner'), await house.add('owner')]
      const [first, second] = [await house.enter(one.email), await house.enter(two.email)]
      const codes = await Promise.all([
        codeOf(changeMemberRole(house.db, first, { userId: two.userId, roleKey: 'employee' })),
        codeOf(changeMemberRole(house.db, second, { userId: one.userId, roleKey: 'employee' })),
      ])
      expect(codes.sort()).toEqual(['conflict', 'no error'])
    }
  })

  it('of another tenant’s member is not found', async () => {
    const [mine, theirs] = [await openHouse(world), await openHouse(world)]
    const { userId } = await theirs.add('employee')
    const owner = await mine.enter((await mine.add('owner')).email)
    expect(await codeOf(changeMemberRole(mine.db, owner, { userId, roleKey: 'hr' }))).toBe('not_found')
  })

  it('is written down, with no name and no address', async () => {
    const house = await openHouse(world)
    const { userId, email } = await house.add('hr')
    await changeMemberRole(house.db, service, { userId, roleKey: 'manager' })
    const row = await house.db.auditEvent.findFirst({ where: { action: 'member.role_changed' } })
    expect(row).toMatchObject({ subjectId: userId, detail: { from: 'hr', to: 'manager', sessionsEnded: 0 } })
    expect(JSON.stringify(await house.db.auditEvent.findMany())).not.toContain(email)
  })

  it('that fails changes nothing and writes nothing down', async () => {
    const house = await openHouse(world)
    const { userId } = await house.add('owner')
    const before = await house.db.auditEvent.count()
    await codeOf(changeMemberRole(house.db, service, { userId, roleKey: 'admin' }))
    expect(await house.db.auditEvent.count()).toBe(before)
  })
})

describe('a disabled account', () => {
  it('cannot sign in until it is enabled again', async () => {
    const house = await openHouse(world)
    const { userId, email } = await house.add('employee')
    const signIn = () => codeOf(signInMember(house.db, house.tenant, { email, password: PASSWORD, client: elsewhere() }))
    await disableMember(house.db, service, { userId })
    expect(await signIn()).toBe('unauthenticated')
    await enableMember(house.db, service, { userId })
    expect(await signIn()).toBe('no error')
  })

  it('is never one’s own', async () => {
    const house = await openHouse(world)
    const admin = await house.enter((await house.add('admin')).email)
    expect(await codeOf(disableMember(house.db, admin, { userId: admin.userId }))).toBe('conflict')
  })
})
