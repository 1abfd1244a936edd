import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import { BUILTIN_ROLES, changePassword, disableMember, signInMember, signOut, signOutEverywhere } from '..'
import { codeOf, elsewhere, type House, openHouse, PASSWORD, service } from '../testing/house'

const hashes = vi.hoisted(() => ({ count: 0, comparedWith: '' }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  const counted =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A) => {
      hashes.count++
      return work(...args)
    }
  const verify: typeof real.verify = (stored, ...rest) => {
    hashes.comparedWith = String(stored)
    return real.verify(stored, ...rest)
  }
  return { hash: counted(real.hash), verify: counted(verify) }
})

let world: World
let house: House
let ada: { userId: string; email: string }
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world, { slug: 'sumac' })
  ada = await house.add('employee', 'ada@sumac.test')
})
afterAll(() => world.close())

const attempt = (email: string, password: string, at = elsewhere()) => signInMember(house.db, house.tenant, { email, password, client: at })

describe('signing in', () => {
  it('the right password starts a session', async () => {
    const found = await house.look(await attempt(' ADA@sumac.test ', PASSWORD))
    expect(found).toMatchObject({ kind: 'member', email: 'ada@sumac.test', roleKey: 'employee', tenantId: house.tenant.id })
    expect([...found!.permissions]).toEqual([...BUILTIN_ROLES.employee])
  })

  it('a password typed in another Unicode form is the same password', async () => {
    const { db, tenant } = house
    const { hashPassword } = await import('../password/password-hash')
    const han = await house.add('employee')
    await db.user.update({
      where: { id: han.userId },
      data: { passwordHash: await hashPassword(tenant.id, '비밀번호입니다요'.normalize('NFD')) },
    })
    await expect(attempt(han.email, '비밀번호입니다요'.normalize('NFC'))).resolves.toBeDefined()
  })

  it('nobody, a disabled one, one not yet activated and a wrong password get the same answer after the same hashing', async () => {
    const disabled = await house.add('employee')
    await disableMember(house.db, service, { userId: disabled.userId })
    const invited = await house.add('employee')
    await house.db.user.update({ where: { id: invited.userId }, data: { passwordHash: null } })
    const answers = new Set<string>()
    for (const [email, password] of [
      ['nobody@sumac.test', PASSWORD],
      ['not an address', PASSWORD],
      [disabled.email, PASSWORD],
      [invited.email, PASSWORD],
      [ada.email, 'a wrong long password'],
    ] as const) {
      hashes.count = 0
      const error = await attempt(email, password).then(
        () => 'signed in',
        ({ code, message, key, retryAfterSeconds }) => JSON.stringify({ code, message, key, retryAfterSeconds }),
      )
      answers.add(`${error} after ${hashes.count} hashes`)
    }
    expect([...answers]).toEqual([expect.stringMatching(/"unauthenticated".*after 1 hashes$/)])
  })

  it('the hash that stands in for nobody costs what a real one costs', async () => {
    const { hashPassword, verifyPassword } = await import('../password/password-hash')
    const cost = (hash: string) => hash.split('$').slice(0, 4).join('$')
    expect(await verifyPassword('x', null, PASSWORD)).toBe(false)
    expect(cost(hashes.comparedWith)).toBe(cost(await hashPassword('x', PASSWORD)))
    expect(cost(hashes.comparedWith)).toBe('$argon2id$v=19$m=19456,t=2,p=1')
  })

  it('the hash of an account is never opened by the password of nobody', async () => {
    const { verifyPassword } = await import('../password/password-hash')
    for (const password of ['', 'password', PASSWORD]) expect(await verifyPassword('x', undefined, password)).toBe(false)
  })

  it('a member of another tenant is nobody here', async () => {
    const other = await openHouse(world)
    const eve = await other.add('owner')
    expect(await codeOf(attempt(eve.email, PASSWORD))).toBe('unauthenticated')
  })

  it('one who is disabled while the password is checked does not get in', async () => {
    const late = await house.add('employee')
    const { db } = house
    const slow = new Proxy(db, {
      get(target, name) {
        if (name !== '$transaction') {
          const value = Reflect.get(target, name, target)
          return typeof value === 'function' ? value.bind(target) : value
        }
        return async (work: never) => {
          await disableMember(db, service, { userId: late.userId })
          return target.$transaction(work)
        }
      },
    })
    const credentials = { email: late.email, password: PASSWORD, client: elsewhere() }
    expect(await codeOf(signInMember(slow, house.tenant, credentials))).toBe('unauthenticated')
    expect(await db.session.count({ where: { userId: late.userId } })).toBe(0)
  })

  it('a sign-in from a new place is told by mail, one from a known place is not', async () => {
    const { db, tenant } = house
    const kim = await house.add('employee')
    const home = elsewhere()
    const mails = () => db.mail.count({ where: { toAddress: kim.email, kind: 'newSignIn' } })
    const first = await attempt(kim.email, PASSWORD, home)
    await attempt(kim.email, PASSWORD, home)
    await signInMember(db, tenant, { email: kim.email, password: PASSWORD, client: elsewhere(), deviceToken: first.deviceToken })
    expect(await mails()).toBe(0)
    await attempt(kim.email, PASSWORD)
    expect(await mails()).toBe(1)
  })
})

describe('a session', () => {
  it('ends with signing out, at once, and alone', async () => {
    const [one, two] = [await attempt(ada.email, PASSWORD), await attempt(ada.email, PASSWORD)]
    await signOut(house.db, { userId: ada.userId, sessionId: one.claims.sid })
    expect(await house.look(one)).toBeNull()
    expect(await house.look(two)).not.toBeNull()
  })

  it('ends with signing out everywhere', async () => {
    const all = [await attempt(ada.email, PASSWORD), await attempt(ada.email, PASSWORD)]
    expect(await signOutEverywhere(house.db, { userId: ada.userId })).toBeGreaterThanOrEqual(2)
    for (const one of all) expect(await house.look(one)).toBeNull()
  })

  it('ends after eight hours', async () => {
    const one = await attempt(ada.email, PASSWORD)
    await house.db.session.updateMany({ where: { id: one.claims.sid }, data: { expiresAt: new Date(Date.now() - 1000) } })
    expect(await house.look(one)).toBeNull()
  })

  it('of before the moment at which the tenant cut all sessions off is none', async () => {
    const one = await attempt(ada.email, PASSWORD)
    const { findMemberSession } = await import('..')
    const cut = (at: number) => findMemberSession(house.db, { id: house.tenant.id, sessionsNotBefore: new Date(at) }, one.claims)
    expect(await cut(Date.now() - 60_000)).not.toBeNull()
    expect(await cut(Date.now() + 60_000)).toBeNull()
  })

  it('ends with changing the password, in the browser where it was changed too, which gets a new one', async () => {
    const mia = await house.add('employee')
    const other = await house.enter(mia.email)
    const here = await house.enter(mia.email)
    const next = await changePassword(house.db, house.tenant, here, {
      current: PASSWORD,
      password: 'another fine password',
      client: elsewhere(),
    })
    expect(await house.look(other.signedIn)).toBeNull()
    expect(await house.look(here.signedIn)).toBeNull()
    expect(await house.look(next)).toMatchObject({ email: mia.email })
    expect(await codeOf(attempt(mia.email, PASSWORD))).toBe('unauthenticated')
    expect(await codeOf(attempt(mia.email, 'another fine password'))).toBe('no error')
  })

  it('is not ended, and the password stays, when the current one is wrong', async () => {
    const noa = await house.add('employee')
    const here = await house.enter(noa.email)
    const change = changePassword(house.db, house.tenant, here, {
      current: 'a wrong long one',
      password: 'another fine password',
      client: elsewhere(),
    })
    await expect(change).rejects.toMatchObject({ code: 'invalid_input', fields: { current: expect.any(String) } })
    expect(await house.look(here.signedIn)).not.toBeNull()
  })

  it("of one tenant's is nobody on another's host, signed with whatever", async () => {
    const { decodeSessionToken, encodeSessionToken, findMemberSession, sessionSecret } = await import('..')
    const other = await openHouse(world)
    const one = await attempt(ada.email, PASSWORD)
    const token = await encodeSessionToken(one.claims)
    expect(await decodeSessionToken(house.tenant.id, token)).toEqual(one.claims)
    expect(await decodeSessionToken(other.tenant.id, token)).toBeNull()
    expect(await decodeSessionToken('operator', token)).toBeNull()
    // Even with the other tenant's own secret, a session of this one is no row there.
    const forged = { ...one.claims, tid: other.tenant.id }
    expect(await decodeSessionToken(other.tenant.id, await encodeSessionToken(forged))).toEqual(forged)
    expect(await findMemberSession(other.db, other.tenant, forged)).toBeNull()
    expect(await findMemberSession(house.db, other.tenant, forged)).toBeNull()
    expect(await findMemberSession(house.db, house.tenant, forged)).toBeNull()
    const { decode, encode } = await import('next-auth/jwt')
    for (const scope of [other.tenant.id, 'operator']) await expect(decode({ token, secret: sessionSecret(scope) })).rejects.toThrow()
    const underTheirs = await encode({ token: one.claims, secret: sessionSecret(other.tenant.id) })
    expect(await decodeSessionToken(other.tenant.id, underTheirs)).toBeNull()
  })

  it('is read from no token that was changed, cut, or made by somebody else', async () => {
    const { decodeSessionToken, encodeSessionToken } = await import('..')
    const token = await encodeSessionToken((await attempt(ada.email, PASSWORD)).claims)
    const middle = Math.floor(token.length / 2)
    const changed = token.slice(0, middle) + (token[middle] === 'A' ? 'B' : 'A') + token.slice(middle + 1)
    for (const bad of [changed, token.slice(0, -3), '', 'a.b.c', `${token}x`.repeat(20), null, undefined]) {
      expect(await decodeSessionToken(house.tenant.id, bad)).toBeNull()
    }
  })

  it('is seen once a minute at most', async () => {
    const one = await attempt(ada.email, PASSWORD)
    const seen = async () => (await house.db.session.findFirst({ where: { id: one.claims.sid } }))!.lastSeenAt.getTime()
    const first = await seen()
    await house.look(one)
    expect(await seen()).toBe(first)
    await house.db.session.updateMany({ where: { id: one.claims.sid }, data: { lastSeenAt: new Date(first - 61_000) } })
    await house.look(one)
    expect(await seen()).toBeGreaterThan(first - 61_000)
  })

  it('of somebody who is disabled ends at once', async () => {
    const ira = await house.add('employee')
    const one = await house.enter(ira.email)
    await disableMember(house.db, service, { userId: ira.userId })
    expect(await house.look(one.signedIn)).toBeNull()
  })

  it('that lives counts for nothing while its account is disabled, however that came about', async () => {
    const joe = await house.add('employee')
    const one = await house.enter(joe.email)
    await house.db.user.update({ where: { id: joe.userId }, data: { status: 'disabled' } })
    expect(await house.look(one.signedIn)).toBeNull()
  })
})
