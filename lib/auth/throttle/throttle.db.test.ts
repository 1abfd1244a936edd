import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import { requestPasswordReset, resetPassword, signInMember } from '..'
import { codeOf, elsewhere, type House, openHouse, PASSWORD } from '../testing/house'
import { memberThrottles } from './database-throttles'
import { RULES } from './throttle-rules'

let world: World
let house: House
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  house = await openHouse(world)
})

type Place = ReturnType<typeof elsewhere>
const signIn = (email: string, password: string, client: Place, deviceToken?: string) =>
  signInMember(house.db, house.tenant, { email, password, client, deviceToken })
const guess = (email: string, client: Place) => codeOf(signIn(email, 'a wrong guess of it', client))
/** Lets time pass for all buckets of the tenant. */
const wait = async (seconds: number) => {
  for (const { key, windowStart, blockedUntil } of await house.db.throttle.findMany()) {
    const earlier = (at: Date) => new Date(at.getTime() - seconds * 1000)
    await house.db.throttle.updateMany({
      where: { key },
      data: { windowStart: earlier(windowStart), blockedUntil: blockedUntil && earlier(blockedUntil) },
    })
  }
}

describe('guessing at one account from one place', () => {
  it('is slowed down after five attempts, and says for how long', async () => {
    const { email } = await house.add('employee')
    const place = elsewhere()
    for (let i = 0; i < 5; i++) expect(await guess(email, place)).toBe('unauthenticated')
    await expect(signIn(email, PASSWORD, place)).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: expect.any(Number) })
  })

  it('waits longer each time, and never longer than a quarter of an hour', async () => {
    const { email } = await house.add('employee')
    const place = elsewhere()
    for (let i = 0; i < 5; i++) await guess(email, place)
    const waits: number[] = []
    for (let i = 0; i < 10; i++) {
      const seconds = await signIn(email, 'a wrong guess', place).then(
        () => 0,
        (error) => error.retryAfterSeconds as number,
      )
      waits.push(seconds)
      await wait(seconds)
      expect(await guess(email, place)).toBe('unauthenticated')
    }
    expect(waits.slice(0, 4)).toEqual([10, 20, 40, 80])
    expect(Math.max(...waits)).toBe(RULES.pair.capSeconds)
  })

  it('is slowed down the same when there is no such account', async () => {
    const place = elsewhere()
    for (let i = 0; i < 5; i++) expect(await guess('nobody@nowhere.test', place)).toBe('unauthenticated')
    expect(await guess('nobody@nowhere.test', place)).toBe('rate_limited')
  })

  it('sent all at once is slowed down as if sent one by one', async () => {
    const { email } = await house.add('employee')
    const place = elsewhere()
    const codes = await Promise.all(Array.from({ length: 20 }, () => guess(email, place)))
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(5)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(15)
  })

  it('is forgotten after the right password, and after an hour of quiet', async () => {
    const { email } = await house.add('employee')
    const place = elsewhere()
    for (let i = 0; i < 4; i++) await guess(email, place)
    await signIn(email, PASSWORD, place)
    for (let i = 0; i < 5; i++) expect(await guess(email, place)).toBe('unauthenticated')
    expect(await guess(email, place)).toBe('rate_limited')
    await wait(RULES.pair.forgetSeconds + 1)
    for (let i = 0; i < 4; i++) expect(await guess(email, place)).toBe('unauthenticated')
  })
})

describe('an attack on one account', () => {
  it('from a hundred places is slowed down, though no place tried often', async () => {
    const { email } = await house.add('employee')
    const codes: string[] = []
    for (let i = 0; i < 30; i++) codes.push(await guess(email, elsewhere()))
    expect(codes.slice(0, 20)).not.toContain('rate_limited')
    expect(codes.slice(20)).toContain('rate_limited')
  })

  it('does not shut out its owner at a place known to the account', async () => {
    const { email } = await house.add('employee')
    const home = elsewhere()
    await signIn(email, PASSWORD, home)
    for (let i = 0; i < 40; i++) await guess(email, elsewhere())
    expect(await codeOf(signIn(email, PASSWORD, home))).toBe('no error')
  })

  it('from behind the same address does not shut out its owner on a browser that was used before', async () => {
    const { email } = await house.add('employee')
    const office = elsewhere()
    const { deviceToken } = await signIn(email, PASSWORD, office)
    for (let i = 0; i < 40; i++) await guess(email, office)
    expect(await codeOf(signIn(email, PASSWORD, office))).toBe('rate_limited')
    expect(await codeOf(signIn(email, PASSWORD, office, deviceToken))).toBe('no error')
  })

  it('makes its owner on a new browser in a new place wait a minute at most', async () => {
    const { email } = await house.add('employee')
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < 5; i++) await guess(email, elsewhere())
      await wait(60)
    }
    for (let i = 0; i < 5; i++) await guess(email, elsewhere())
    const seconds = await signIn(email, PASSWORD, elsewhere()).then(
      () => 0,
      (error) => error.retryAfterSeconds as number,
    )
    expect(seconds).toBeLessThanOrEqual(60)
    await wait(seconds)
    expect(await codeOf(signIn(email, PASSWORD, elsewhere()))).toBe('no error')
  })

  it('leaves its owner the way of the mail, after which the browser is known', async () => {
    const { email } = await house.add('employee')
    const [cafe, client] = [elsewhere(), elsewhere()]
    for (let i = 0; i < 40; i++) await guess(email, cafe)
    await (await requestPasswordReset(house.db, house.tenant, { email, client }))()
    const mail = await house.db.mail.findFirst({ where: { toAddress: email, kind: 'passwordReset' } })
    const token = /\/reset\/([\w-]+)/.exec(mail!.textBody)![1]!
    const { deviceToken } = await resetPassword(house.db, house.tenant, { token, password: 'another fine password', client: cafe })
    expect(await codeOf(signIn(email, 'another fine password', cafe, deviceToken))).toBe('no error')
  })

  it('is not helped by the mark of a browser that was made for another account, or forged', async () => {
    const [mine, theirs] = [await house.add('employee'), await house.add('employee')]
    const place = elsewhere()
    const { deviceToken } = await signIn(mine.email, PASSWORD, place)
    for (let i = 0; i < 5; i++) await guess(theirs.email, place)
    for (const token of [deviceToken, `${deviceToken.slice(0, 16)}.${'A'.repeat(43)}`, 'x', '.', 'a.b.c']) {
      expect(await codeOf(signIn(theirs.email, PASSWORD, place, token))).toBe('rate_limited')
    }
  })
})

describe('an attack on all accounts of a tenant from one address', () => {
  it('is slowed down, while people who signed in there before are not', async () => {
    const people = [await house.add('employee'), await house.add('employee'), await house.add('employee')]
    const office = elsewhere()
    for (const { email } of people) await signIn(email, PASSWORD, office)
    const store = memberThrottles(house.db)
    const codes: string[] = []
    for (let i = 0; i < 8; i++) codes.push(await guess(`guess${i}@nowhere.test`, office))
    expect(new Set(codes)).toEqual(new Set(['unauthenticated']))
    const { throttleKey } = await import('./throttle-key')
    for (let i = 0; i < 120; i++) await store.charge(throttleKey(store.scope, 'address', office.address), RULES.address)
    expect(await guess('one more@nowhere.test', office)).toBe('rate_limited')
    for (const { email } of people) expect(await codeOf(signIn(email, PASSWORD, office))).toBe('no error')
  })

  it('does not touch people elsewhere, nor those of another tenant at the same address', async () => {
    const { email } = await house.add('employee')
    const office = elsewhere()
    const store = memberThrottles(house.db)
    const { throttleKey } = await import('./throttle-key')
    for (let i = 0; i < 120; i++) await store.charge(throttleKey(store.scope, 'address', office.address), RULES.address)
    expect(await codeOf(signIn(email, PASSWORD, elsewhere()))).toBe('no error')
    const other = await openHouse(world)
    const friend = await other.add('employee')
    expect(await codeOf(signInMember(other.db, other.tenant, { email: friend.email, password: PASSWORD, client: office }))).toBe('no error')
  })

  it('a whole company that signs in behind one address at nine is let in', async () => {
    const { email } = await house.add('employee')
    const office = elsewhere()
    const store = memberThrottles(house.db)
    for (let i = 0; i < 300; i++) {
      const { admitAttempt } = await import('./admit-attempt')
      await (await admitAttempt(store, { account: `person${i}@sumac.test`, address: office.address })).succeeded()
    }
    expect(await codeOf(signIn(email, PASSWORD, office))).toBe('no error')
  })
})

describe('what is kept of attempts', () => {
  it('names neither people nor addresses', async () => {
    const { email } = await house.add('employee')
    const place = elsewhere()
    await guess(email, place)
    await signIn(email, PASSWORD, place)
    const text = JSON.stringify(await house.db.throttle.findMany())
    expect(text).not.toContain(email)
    expect(text).not.toContain(place.address)
    expect(await house.db.throttle.count()).toBeGreaterThan(0)
  })

  it('goes away when it is old', async () => {
    const { email } = await house.add('employee')
    for (let i = 0; i < 10; i++) await guess(`${i}@nowhere.test`, elsewhere())
    await wait(31 * 24 * 3600)
    await signIn(email, PASSWORD, elsewhere())
    expect(await house.db.throttle.count()).toBeLessThan(5)
  })
})
