import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  authenticateScim,
  createScimGroup,
  createScimToken,
  createScimUser,
  deleteScimGroup,
  deleteScimUser,
  getScimUser,
  giveGroupRole,
  listScimGroups,
  listScimUsers,
  type MemberPrincipal,
  parsePage,
  parsePatch,
  patchScimGroup,
  patchScimUser,
  replaceScimUser,
  revokeScimToken,
  ScimError,
} from '..'
import { codeOf, elsewhere, type House, openHouse } from '../testing/house'

const BASE = 'https://acme.test/scim/v2'
const PAGE = parsePage(null, null)
let world: World
let house: House
let other: House
let admin: MemberPrincipal
const caller = { tokenId: 'a-token' }
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world)
  other = await openHouse(world)
  admin = await house.enter((await house.add('admin')).email)
})
afterAll(() => world.close())

let people = 0
const make = (more: object = {}, at = house) =>
  createScimUser(at.db, caller, BASE, { schemas: [], userName: `Person${++people}@Acme.test`, active: true, ...more })
const patch = (id: string, ...Operations: object[]) => patchScimUser(house.db, caller, BASE, id, parsePatch({ Operations }))
const find = (filter: string, at = house) => listScimUsers(at.db, BASE, filter, PAGE)
const failed = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ScimError ? [error.status, error.scimType] : String(error)),
  )

describe('a token', () => {
  it('is made by whoever may manage sign-in, is kept as a hash, and opens its own tenant until it is revoked', async () => {
    const hr = await house.enter((await house.add('hr')).email)
    expect(await codeOf(createScimToken(house.db, hr, { name: 'Okta' }))).toBe('forbidden')
    const { id, token } = await createScimToken(house.db, admin, { name: 'Okta' })
    expect(JSON.stringify(await house.db.scimToken.findMany())).not.toContain(token)
    const enter = (at: House, header: string | null) => codeOf(authenticateScim(at.db, header, elsewhere().address))
    expect(await enter(house, `Bearer ${token}`)).toBe('no error')
    for (const header of [null, token, `Basic ${token}`, `Bearer ${token}x`, 'Bearer rhs_', `bearer ${token.slice(0, 20)}`])
      expect([header, await enter(house, header)]).toEqual([header, 'unauthenticated'])
    expect(await enter(other, `Bearer ${token}`)).toBe('unauthenticated')
    expect(await codeOf(revokeScimToken(house.db, hr, { id }))).toBe('forbidden')
    await revokeScimToken(house.db, admin, { id })
    expect(await enter(house, `Bearer ${token}`)).toBe('unauthenticated')
  })

  it('cannot be guessed at for long', async () => {
    const { address } = elsewhere()
    const outcomes: string[] = []
    for (let i = 0; i < 22; i++) outcomes.push(await codeOf(authenticateScim(house.db, 'Bearer rhs_wrong', address)))
    expect(outcomes.at(-1)).toBe('rate_limited')
  })
})

describe('users', () => {
  it('are made, found by what directories ask for, replaced, and taken back', async () => {
    const made = await make({ externalId: '00u1', name: { givenName: 'Kim', familyName: 'Seo' }, title: 'ignored' })
    expect(made).toMatchObject({ userName: `person${people}@acme.test`, displayName: 'Kim Seo', active: true, externalId: '00u1' })
    for (const filter of [
      `userName eq "${made.userName.toUpperCase()}"`,
      'externalId eq "00u1"',
      `id eq "${made.id}"`,
      `emails[type eq "work"].value eq "${made.userName}"`,
    ])
      expect([filter, (await find(filter)).totalResults]).toEqual([filter, 1])
    expect((await find('userName eq "nobody@acme.test"')).totalResults).toBe(0)
    const replaced = await replaceScimUser(house.db, caller, BASE, made.id, {
      userName: made.userName,
      displayName: 'Seo-yeon Kim',
      active: true,
    })
    expect(replaced).toMatchObject({ displayName: 'Seo-yeon Kim' })
    expect(replaced).not.toHaveProperty('externalId')
    await deleteScimUser(house.db, caller, made.id)
    expect(await failed(getScimUser(house.db, BASE, made.id))).toEqual([404, undefined])
    expect((await find(`userName eq "${made.userName}"`)).totalResults).toBe(0)
    const back = await make({ userName: made.userName })
    expect(back).toMatchObject({ id: made.id, active: true })
  })

  it('come in pages that count from one', async () => {
    const all = (await listScimUsers(house.db, BASE, null, parsePage('1', '200'))).Resources as { id: string }[]
    const second = await listScimUsers(house.db, BASE, null, parsePage('2', '1'))
    expect(second).toMatchObject({ totalResults: all.length, startIndex: 2, itemsPerPage: 1, Resources: [{ id: all[1]!.id }] })
    expect(await listScimUsers(house.db, BASE, null, parsePage('1', '0'))).toMatchObject({ totalResults: all.length, Resources: [] })
    expect(parsePage('-5', 'x')).toEqual({ startIndex: 1, count: 100 })
  })

  it.each([
    'userName sw "a"',
    'userName eq kim',
    'password eq "x"',
    'userName eq "a" or 1 eq 1',
    `userName eq "a'; DROP TABLE users"; --`,
    'userName eq "\\u00"',
  ])('are not looked for by %s', async (filter) => {
    expect(await failed(find(filter))).toEqual([400, 'invalidFilter'])
  })

  it('of one address are one', async () => {
    const made = await make()
    expect(await failed(make({ userName: made.userName.toUpperCase() }))).toEqual([409, 'uniqueness'])
    const another = await make()
    expect(await failed(patch(another.id, { op: 'replace', path: 'userName', value: made.userName }))).toEqual([409, 'uniqueness'])
    expect(await failed(make({ userName: 'no address' }))).toEqual([400, 'invalidValue'])
  })

  const closing: [string, object][] = [
    ['Okta', { op: 'replace', value: { active: false } }],
    ['Entra', { op: 'Replace', path: 'active', value: 'False' }],
    ['the standard', { op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false }],
  ]
  it.each(closing)('that %s closes lose their sessions at once, and come back when it opens them', async (_dialect, operation) => {
    const { userId, email } = await house.add('employee')
    const session = await house.enter(email)
    expect(await patch(userId, operation)).toMatchObject({ active: false })
    expect(await house.look(session.signedIn)).toBeNull()
    expect(await patch(userId, { op: 'replace', value: { active: true } })).toMatchObject({ active: true })
    expect(await house.look(session.signedIn)).toBeNull()
    expect((await house.enter(email)).userId).toBe(userId)
  })

  it('change in the dialects of Okta and of Entra', async () => {
    const { id } = await make({ name: { givenName: 'Kim', familyName: 'Seo' } })
    expect(
      await patch(
        id,
        { op: 'Replace', path: 'name.familyName', value: 'Park' },
        { op: 'Add', path: 'emails[type eq "work"].value', value: 'x@acme.test' },
        { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'HR' },
      ),
    ).toMatchObject({ displayName: 'Kim Park', name: { familyName: 'Park' } })
    expect(await patch(id, { op: 'Replace', value: { 'name.givenName': 'Lee', externalId: 'e-1' } })).toMatchObject({
      displayName: 'Lee Park',
      externalId: 'e-1',
    })
    expect(await patch(id, { op: 'remove', path: 'externalId' })).not.toHaveProperty('externalId')
    for (const path of ['__proto__.polluted', 'constructor', 'name.__proto__', 'a b'])
      expect([path, await failed(patch(id, { op: 'add', path, value: 'x' }))]).toEqual([path, [400, 'invalidPath']])
    expect(await failed(patch(id, { op: 'remove' }))).toEqual([400, 'noTarget'])
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })

  it('who may more than administrators are out of its reach', async () => {
    const { userId, email } = await house.add('owner')
    const session = await house.enter(email)
    const works = [
      () => patch(userId, { op: 'replace', value: { active: false } }),
      () => patch(userId, { op: 'replace', path: 'userName', value: 'thief@acme.test' }),
      () => replaceScimUser(house.db, caller, BASE, userId, { userName: 'thief@acme.test' }),
      () => deleteScimUser(house.db, caller, userId),
    ]
    for (const work of works) expect(await failed(work())).toEqual([403, undefined])
    expect(await house.look(session.signedIn)).toMatchObject({ email })
  })

  it('of another tenant are not there', async () => {
    const stranger = await make({}, other)
    expect(await failed(getScimUser(house.db, BASE, stranger.id))).toEqual([404, undefined])
    expect(await failed(patch(stranger.id, { op: 'replace', value: { active: false } }))).toEqual([404, undefined])
    expect(await failed(deleteScimUser(house.db, caller, stranger.id))).toEqual([404, undefined])
    expect((await find(`id eq "${stranger.id}"`)).totalResults).toBe(0)
    expect(await failed(createScimGroup(house.db, caller, BASE, { displayName: 'Theft', members: [{ value: stranger.id }] }))).toEqual([
      400,
      'invalidValue',
    ])
    expect((await find(`id eq "${stranger.id}"`, other)).totalResults).toBe(1)
  })
})

describe('groups', () => {
  const group = (displayName: string, members: string[] = []) =>
    createScimGroup(house.db, caller, BASE, { displayName, members: members.map((value) => ({ value })) })
  const change = (id: string, ...Operations: object[]) => patchScimGroup(house.db, caller, BASE, id, parsePatch({ Operations }))
  const roleOf = async (id: string) =>
    (await house.db.user.findFirst({ where: { id }, select: { role: { select: { key: true } } } }))!.role.key

  it('give the role that an administrator has given them, the one that may the most, and take it back', async () => {
    const [kim, lee] = [await make(), await make()]
    const [hr, managers] = [await group('HR team', [kim.id]), await group('Managers', [kim.id])]
    expect(await roleOf(kim.id)).toBe('employee')
    await giveGroupRole(house.db, admin, { groupId: managers.id, roleKey: 'manager' })
    expect(await roleOf(kim.id)).toBe('manager')
    await giveGroupRole(house.db, admin, { groupId: hr.id, roleKey: 'hr' })
    expect(await roleOf(kim.id)).toBe('hr')
    await change(managers.id, { op: 'Add', path: 'members', value: [{ value: lee.id }] })
    expect(await roleOf(lee.id)).toBe('manager')
    await change(managers.id, { op: 'Remove', path: 'members', value: [{ value: lee.id }] })
    expect(await roleOf(lee.id)).toBe('employee')
    await change(hr.id, { op: 'remove', path: `members[value eq "${kim.id}"]` })
    expect(await roleOf(kim.id)).toBe('manager')
    await change(managers.id, { op: 'replace', value: { id: managers.id, displayName: 'Team leads' } })
    expect(await listScimGroups(house.db, BASE, 'displayName eq "Team leads"', PAGE, false)).toMatchObject({
      totalResults: 1,
      Resources: [{ members: [] }],
    })
    await deleteScimGroup(house.db, caller, managers.id)
    expect(await roleOf(kim.id)).toBe('employee')
  })

  it('are given no role by whoever may less, and never an owner’s', async () => {
    const { id } = await group('Everybody')
    const manager = await house.enter((await house.add('manager')).email)
    expect(await codeOf(giveGroupRole(house.db, manager, { groupId: id, roleKey: 'hr' }))).toBe('forbidden')
    expect(await codeOf(giveGroupRole(house.db, admin, { groupId: id, roleKey: 'owner' }))).toBe('forbidden')
    const owner = await house.enter((await house.add('owner')).email)
    expect(await codeOf(giveGroupRole(house.db, owner, { groupId: id, roleKey: 'owner' }))).toBe('invalid_input')
  })

  it('leave owners what they are', async () => {
    const { userId } = await house.add('owner')
    const all = await group('All staff', [userId])
    await giveGroupRole(house.db, admin, { groupId: all.id, roleKey: 'employee' })
    expect(await roleOf(userId)).toBe('owner')
  })

  it('of another tenant are not there', async () => {
    const theirs = await createScimGroup(other.db, caller, BASE, { displayName: 'Theirs' })
    expect(await failed(change(theirs.id, { op: 'replace', path: 'displayName', value: 'Ours' }))).toEqual([404, undefined])
    expect(await codeOf(giveGroupRole(house.db, admin, { groupId: theirs.id, roleKey: 'hr' }))).toBe('not_found')
  })
})
