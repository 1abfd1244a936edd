import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import { disableMember, findPasswordReset, requestPasswordReset, resetPassword, signInMember } from '..'
import { codeOf, elsewhere, type House, openHouse, PASSWORD, service } from '../testing/house'

const NEW = 'another fine password'
let world: World
let house: House
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world)
})
afterAll(() => world.close())

const ask = async (email: string, client = elsewhere()) => (await requestPasswordReset(house.db, house.tenant, { email, client }))()
const reset = (token: string, password = NEW) => resetPassword(house.db, house.tenant, { token, password, client: elsewhere() })
const mailsTo = (email: string) => house.db.mail.findMany({ where: { toAddress: email, kind: 'passwordReset' }, orderBy: { id: 'asc' } })
async function link(email: string) {
  await ask(email)
  return /\/reset\/([\w-]+)/.exec((await mailsTo(email)).at(-1)!.textBody)![1]!
}

describe('a link to reset a password', () => {
  it('sets the password, ends every session and signs in', async () => {
    const { email } = await house.add('employee')
    const before = await house.enter(email)
    await ask(` ${email.toUpperCase()} `)
    const token = await link(email)
    expect(await mailsTo(email)).toHaveLength(2)
    expect(await findPasswordReset(house.db, token)).toEqual({ email })
    const after = await reset(token)
    expect(await house.look(before.signedIn)).toBeNull()
    expect(await house.look(after)).toMatchObject({ email })
    expect(await codeOf(signInMember(house.db, house.tenant, { email, password: PASSWORD, client: elsewhere() }))).toBe('unauthenticated')
    expect(await codeOf(signInMember(house.db, house.tenant, { email, password: NEW, client: elsewhere() }))).toBe('no error')
  })

  it('works once, and takes all earlier ones with it', async () => {
    const { email } = await house.add('employee')
    const [first, second] = [await link(email), await link(email)]
    await reset(second)
    for (const token of [first, second]) {
      expect(await findPasswordReset(house.db, token)).toBeNull()
      expect(await codeOf(reset(token, 'a third fine password'))).toBe('not_found')
    }
  })

  it('used twice at the same moment sets one password', async () => {
    const { email } = await house.add('employee')
    const token = await link(email)
    const codes = await Promise.all(['one', 'two', 'three'].map((word) => codeOf(reset(token, `${word} fine password`))))
    expect(codes.sort()).toEqual(['no error', 'not_found', 'not_found'])
  })

  it('ends after an hour', async () => {
    const { email, userId } = await house.add('employee')
    const token = await link(email)
    const row = await house.db.passwordReset.findFirst({ where: { userId } })
    expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBeLessThanOrEqual(3_601_000)
    expect(JSON.stringify(row)).not.toContain(token)
    await house.db.passwordReset.updateMany({ where: { userId }, data: { expiresAt: new Date(Date.now() - 1000) } })
    expect(await codeOf(reset(token))).toBe('not_found')
  })

  it('opens nothing at another tenant, and nothing for somebody who was disabled', async () => {
    const { email, userId } = await house.add('employee')
    const token = await link(email)
    const other = await openHouse(world)
    expect(await findPasswordReset(other.db, token)).toBeNull()
    await disableMember(house.db, service, { userId })
    expect(await codeOf(reset(token))).toBe('not_found')
  })

  it('is not used up by a bad password', async () => {
    const { email } = await house.add('employee')
    const token = await link(email)
    expect(await codeOf(reset(token, 'short'))).toBe('invalid_input')
    expect(await codeOf(reset(token))).toBe('no error')
  })
})

describe('asking for one', () => {
  it('is answered before accounts are looked at, in the same way for all', async () => {
    const { email } = await house.add('employee')
    for (const address of [email, 'nobody@nowhere.test', 'not an address']) {
      const send = await requestPasswordReset(house.db, house.tenant, { email: address, client: elsewhere() })
      expect(send).toBeTypeOf('function')
      expect(await mailsTo(address)).toHaveLength(0)
      await send()
    }
    expect(await mailsTo(email)).toHaveLength(1)
    expect(await mailsTo('nobody@nowhere.test')).toHaveLength(0)
  })

  it('over and over fills nobody’s mailbox, and says nothing of it', async () => {
    const { email } = await house.add('employee')
    for (let i = 0; i < 10; i++) await ask(email)
    expect((await mailsTo(email)).length).toBeLessThanOrEqual(3)
  })

  it('over and over from one address is slowed down', async () => {
    const client = elsewhere()
    const codes: string[] = []
    for (let i = 0; i < 35; i++) codes.push(await codeOf(ask(`x${i}@nowhere.test`, client)))
    expect(codes.slice(0, 30)).not.toContain('rate_limited')
    expect(codes.at(-1)).toBe('rate_limited')
  })
})
