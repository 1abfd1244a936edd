import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import { acceptInvitation, findInvitation, inviteMember, listInvitations, revokeInvitation } from '..'
import { codeOf, elsewhere, type House, openHouse, PASSWORD, service } from '../testing/house'

let world: World
let house: House
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world)
})
afterAll(() => world.close())

let guests = 0
const invite = async (roleKey = 'employee', email = `guest${++guests}@sumac.test`) => {
  const { url, ...rest } = await inviteMember(house.db, house.tenant, service, { email, name: 'A Guest', roleKey })
  return { ...rest, email, token: url.split('/').at(-1)! }
}
const accept = (token: string, password = PASSWORD) => acceptInvitation(house.db, house.tenant, { token, password, client: elsewhere() })

describe('an invitation', () => {
  it('goes out by mail, and its link makes the account and signs in', async () => {
    const { token, email } = await invite('manager')
    const mail = await house.db.mail.findFirst({ where: { toAddress: email } })
    expect(mail!.textBody).toContain(`/invite/${token}`)
    expect(await findInvitation(house.db, token)).toMatchObject({ email, name: 'A Guest', roleKey: 'manager' })
    expect(await house.look(await accept(token))).toMatchObject({ email, roleKey: 'manager', name: 'A Guest' })
  })

  it('works once', async () => {
    const { token } = await invite()
    await accept(token)
    expect(await findInvitation(house.db, token)).toBeNull()
    expect(await codeOf(accept(token))).toBe('not_found')
  })

  it('used twice at the same moment makes one account', async () => {
    const { token, email } = await invite()
    const codes = await Promise.all([1, 2, 3, 4].map(() => codeOf(accept(token))))
    expect(codes.sort()).toEqual(['no error', 'not_found', 'not_found', 'not_found'])
    expect(await house.db.user.count({ where: { email } })).toBe(1)
  })

  it('is not kept in clear', async () => {
    const { token, invitationId } = await invite()
    const row = await house.db.invitation.findFirst({ where: { id: invitationId } })
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('ends after seven days, when it is taken back, and when another follows it', async () => {
    const late = await invite()
    await house.db.invitation.update({ where: { id: late.invitationId }, data: { expiresAt: new Date(Date.now() - 1000) } })
    const back = await invite()
    await revokeInvitation(house.db, service, back.invitationId)
    const first = await invite('employee', 'twice@sumac.test')
    const second = await invite('employee', 'twice@sumac.test')
    for (const { token } of [late, back, first]) {
      expect(await findInvitation(house.db, token)).toBeNull()
      expect(await codeOf(accept(token))).toBe('not_found')
    }
    expect(second.expiresAt.getTime() - Date.now()).toBeGreaterThan(6.99 * 86_400_000)
    expect((await listInvitations(house.db)).map(({ id }) => id)).toContain(second.invitationId)
    expect(await codeOf(accept(second.token))).toBe('no error')
  })

  it('opens nothing at another tenant', async () => {
    const { token } = await invite()
    const other = await openHouse(world)
    expect(await findInvitation(other.db, token)).toBeNull()
    expect(await codeOf(acceptInvitation(other.db, other.tenant, { token, password: PASSWORD, client: elsewhere() }))).toBe('not_found')
  })

  it('asks for a password that is hard to guess, and is not used up by a bad one', async () => {
    const { token, email } = await invite()
    for (const bad of ['short', 'password1234', email, 'aaaaaaaaaaaa', 'x'.repeat(201)]) {
      await expect(accept(token, bad)).rejects.toMatchObject({ code: 'invalid_input', fields: { password: expect.any(String) } })
    }
    expect(await codeOf(accept(token, '단어 네 개를 이어 쓰기'))).toBe('no error')
  })

  it('to an address that has an account is refused, and so is one whose address got one meanwhile', async () => {
    const { email } = await house.add('employee')
    expect(await codeOf(invite('employee', email.toUpperCase()))).toBe('conflict')
    const { token } = await invite('employee', 'meanwhile@sumac.test')
    await house.add('employee', 'meanwhile@sumac.test')
    expect(await codeOf(accept(token))).toBe('conflict')
    expect(await findInvitation(house.db, token)).not.toBeNull()
  })

  it('is written by those who may, for roles that can do no more than they can', async () => {
    const by = async (roleKey: 'owner' | 'admin' | 'hr', role: string) => {
      const inviter = await house.enter((await house.add(roleKey)).email)
      return codeOf(inviteMember(house.db, house.tenant, inviter, { email: `by${++guests}@sumac.test`, name: 'x', roleKey: role }))
    }
    expect(await by('owner', 'owner')).toBe('no error')
    expect(await by('admin', 'admin')).toBe('no error')
    expect(await by('admin', 'owner')).toBe('forbidden')
    expect(await by('hr', 'employee')).toBe('forbidden')
    expect(await by('admin', 'no-such-role')).toBe('invalid_input')
  })

  it('by a member whose own role manages members alone gives no more than that', async () => {
    const { id: roleId } = await house.db.role.create({
      data: { key: 'desk', name: 'Desk', permissions: ['members:manage', 'people:read'] },
    })
    const clerk = await house.add('employee')
    await house.db.user.update({ where: { id: clerk.userId }, data: { roleId } })
    const inviter = await house.enter(clerk.email)
    const as = (roleKey: string) =>
      codeOf(inviteMember(house.db, house.tenant, inviter, { email: `d${++guests}@x.test`, name: 'x', roleKey }))
    expect(await as('desk')).toBe('no error')
    expect(await as('admin')).toBe('forbidden')
    expect(await as('hr')).toBe('forbidden')
  })
})
