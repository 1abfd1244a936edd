import { generate } from 'otplib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { now, setClock } from '@/lib/core'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  decodeSessionToken,
  encodeSessionToken,
  endOwnSessions,
  enrolMemberTotp,
  findMemberEntry,
  listSessions,
  type MemberPrincipal,
  offerMemberTotp,
  removeOwnFactor,
  renewOwnRecoveryCodes,
  requireSecondFactor,
  resetMemberFactor,
  type SignedIn,
  signInMember,
  systemPrincipal,
  verifyMemberCode,
} from '..'
import { codeOf, elsewhere, type House, openHouse, PASSWORD } from '../testing/house'

let world: World
let house: House
let other: House
let seconds = 0
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world)
  other = await openHouse(world)
})
afterEach(() => setClock())
afterAll(() => world.close())

/** Half a minute later, for another code. */
const later = () => {
  seconds += 31
  const at = Date.now() + seconds * 1000
  setClock(() => new Date(at))
}
const codeFor = (secret: string) => generate({ secret, epoch: Math.floor(now().getTime() / 1000) })
const signIn = ({ db, tenant }: House, email: string) => signInMember(db, tenant, { email, password: PASSWORD, client: elsewhere() })
const entry = async ({ db, tenant }: House, { claims }: SignedIn) =>
  findMemberEntry(db, tenant, (await decodeSessionToken(tenant.id, await encodeSessionToken(claims)))!)

async function enrol(at: House, principal: MemberPrincipal) {
  const { secret: shown } = await offerMemberTotp(at.db, principal, 'Acme')
  const secret = shown.replaceAll(' ', '')
  const { recoveryCodes } = await enrolMemberTotp(at.db, at.tenant, principal, { code: await codeFor(secret) })
  return { secret, recoveryCodes }
}

async function somebodyWithFactor(at = house) {
  const { email } = await at.add('employee')
  const principal = await at.enter(email)
  return { email, principal, ...(await enrol(at, principal)) }
}

describe('a member with a second factor', () => {
  it('is nobody with the password alone, and somebody with a code', async () => {
    const { email, secret } = await somebodyWithFactor()
    const signedIn = await signIn(house, email)
    expect(await house.look(signedIn)).toBeNull()
    const waiting = (await entry(house, signedIn))!
    expect(waiting.needs).toBe('code')
    expect(await codeOf(verifyMemberCode(house.db, house.tenant, waiting.principal, { code: '000000' }))).toBe('invalid_input')
    expect(await house.look(signedIn)).toBeNull()
    later()
    await verifyMemberCode(house.db, house.tenant, waiting.principal, { code: await codeFor(secret) })
    expect(await house.look(signedIn)).toMatchObject({ email })
  })

  it('cannot use a code twice, nor one that came before', async () => {
    const { email, secret } = await somebodyWithFactor()
    later()
    const early = await codeFor(secret)
    later()
    const code = await codeFor(secret)
    const try_ = async (given: string) => {
      const signedIn = await signIn(house, email)
      const { principal } = (await entry(house, signedIn))!
      const outcome = await codeOf(verifyMemberCode(house.db, house.tenant, principal, { code: given }))
      return [outcome, (await house.look(signedIn)) !== null]
    }
    expect(await try_(code)).toEqual(['no error', true])
    expect(await try_(code)).toEqual(['invalid_input', false])
    expect(await try_(early)).toEqual(['invalid_input', false])
  })

  it('sent at the same moment from two sessions, a code opens one', async () => {
    const { email, secret } = await somebodyWithFactor()
    later()
    const code = await codeFor(secret)
    const both = await Promise.all([signIn(house, email), signIn(house, email)])
    const outcomes = await Promise.all(
      both.map(async (signedIn) => codeOf(verifyMemberCode(house.db, house.tenant, (await entry(house, signedIn))!.principal, { code }))),
    )
    expect(outcomes.sort()).toEqual(['invalid_input', 'no error'])
  })

  it('waits longer and longer after wrong codes, digits or recovery codes alike', async () => {
    const { email } = await somebodyWithFactor()
    const { principal } = (await entry(house, await signIn(house, email)))!
    const tries = ['111111', 'ABCD-EFGH-JKMN', '222222', 'ABCD-EFGH-JKMP', '333333', '444444']
    const outcomes: string[] = []
    for (const code of tries) outcomes.push(await codeOf(verifyMemberCode(house.db, house.tenant, principal, { code })))
    expect(outcomes).toEqual([...Array(5).fill('invalid_input'), 'rate_limited'])
  })

  it('is let in by a recovery code, once, and hears of it', async () => {
    const { email, recoveryCodes } = await somebodyWithFactor()
    expect(recoveryCodes).toHaveLength(10)
    const code = recoveryCodes[0]!
    const signedIn = await signIn(house, email)
    await verifyMemberCode(house.db, house.tenant, (await entry(house, signedIn))!.principal, { code: code.toLowerCase() })
    expect(await house.look(signedIn)).toMatchObject({ email })
    const again = (await entry(house, await signIn(house, email)))!.principal
    expect(await codeOf(verifyMemberCode(house.db, house.tenant, again, { code }))).toBe('invalid_input')
    expect(await house.db.mail.count({ where: { toAddress: email, kind: 'recoveryCodeUsed' } })).toBe(1)
  })

  it('keeps recovery codes and secret in no readable form', async () => {
    const { principal, secret, recoveryCodes } = await somebodyWithFactor()
    const rows = JSON.stringify([
      await house.db.recoveryCode.findMany({ where: { userId: principal.userId } }),
      (await house.db.user.findFirst({ where: { id: principal.userId } }))!.totpSecret,
    ])
    for (const code of [...recoveryCodes, ...recoveryCodes.map((each) => each.replaceAll('-', '')), secret])
      expect(rows).not.toContain(code)
  })

  it('renews the codes and removes the factor with a code alone', async () => {
    const { email, principal, secret, recoveryCodes } = await somebodyWithFactor()
    expect(await codeOf(removeOwnFactor(house.db, house.tenant, principal, { code: '123456' }))).toBe('invalid_input')
    later()
    const renewed = await renewOwnRecoveryCodes(house.db, house.tenant, principal, { code: await codeFor(secret) })
    expect(await codeOf(removeOwnFactor(house.db, house.tenant, principal, { code: recoveryCodes[3]! }))).toBe('invalid_input')
    await removeOwnFactor(house.db, house.tenant, principal, { code: renewed.recoveryCodes[3]! })
    expect(await house.look(await signIn(house, email))).toMatchObject({ email })
    const offered = (await offerMemberTotp(house.db, principal, 'Acme')).secret.replaceAll(' ', '')
    expect(offered).not.toBe(secret)
  })
})

describe('a tenant that requires a second factor', () => {
  it('lets nobody in who has none, also in open sessions, until it is set up; others are left alone', async () => {
    const strict = await openHouse(world)
    const { email } = await strict.add('employee')
    const before = await strict.enter(email)
    const owner = await strict.enter((await strict.add('owner')).email)
    const outsider = await other.enter((await other.add('employee')).email)
    expect(await codeOf(requireSecondFactor(strict.db, before, { isRequired: true }))).toBe('forbidden')
    await requireSecondFactor(strict.db, owner, { isRequired: true })
    expect(await strict.look(before.signedIn)).toBeNull()
    const waiting = (await entry(strict, before.signedIn))!
    expect(waiting.needs).toBe('enrolment')
    const { secret } = await enrol(strict, waiting.principal)
    expect(await strict.look(before.signedIn)).toMatchObject({ email })
    later()
    expect(await codeOf(removeOwnFactor(strict.db, strict.tenant, waiting.principal, { code: await codeFor(secret) }))).toBe('conflict')
    expect(await other.look(outsider.signedIn)).not.toBeNull()
  })
})

describe('an administrator', () => {
  it('resets the factor of a member, who is told, and of nobody who may more', async () => {
    const { email, principal } = await somebodyWithFactor()
    const admin = await house.enter((await house.add('admin')).email)
    const hr = await house.enter((await house.add('hr')).email)
    const { userId: ownerId } = await house.add('owner')
    const reset = (actor: MemberPrincipal, userId: string) => resetMemberFactor(house.db, house.tenant, actor, { userId })
    expect(await codeOf(reset(hr, principal.userId))).toBe('forbidden')
    expect(await codeOf(reset(admin, ownerId))).toBe('forbidden')
    await reset(admin, principal.userId)
    expect(await codeOf(verifyMemberCode(house.db, house.tenant, principal, { code: '123456' }))).toBe('conflict')
    expect(await house.look(await signIn(house, email))).toMatchObject({ email })
    expect(await house.db.mail.count({ where: { toAddress: email, kind: 'factorRemoved' } })).toBe(1)
    expect(
      await house.db.auditEvent.count({
        where: { action: 'member.second_factor_reset', subjectId: principal.userId, actorId: admin.userId },
      }),
    ).toBe(1)
  })

  it("reaches no member of another tenant, and a member's secret opens nothing there", async () => {
    const { principal, secret } = await somebodyWithFactor()
    const stranger = await other.enter((await other.add('owner')).email)
    expect(await codeOf(resetMemberFactor(other.db, other.tenant, stranger, { userId: principal.userId }))).toBe('not_found')
    const { totpSecret } = (await house.db.user.findFirst({ where: { id: principal.userId } }))!
    const victim = await somebodyWithFactor(other)
    await other.db.user.updateMany({ where: { id: victim.principal.userId }, data: { totpSecret } })
    later()
    const code = await codeFor(secret)
    expect(await codeOf(verifyMemberCode(other.db, other.tenant, victim.principal, { code }))).toBe('internal')
  })
})

describe('the list of sessions', () => {
  it('says where each came from, ends one or all others, and nobody else’s', async () => {
    const { email } = await house.add('employee')
    const [first, second, third] = [await house.enter(email), await house.enter(email), await house.enter(email)]
    const stranger = await house.enter((await house.add('employee')).email)
    const listed = await listSessions(house.db, first.userId)
    expect(listed.map(({ address }) => address).every((address) => address.startsWith('198.51.'))).toBe(true)
    expect(await codeOf(endOwnSessions(house.db, stranger, { sessionId: first.sessionId }))).toBe('not_found')
    await endOwnSessions(house.db, first, { sessionId: second.sessionId })
    expect(await house.look(second.signedIn)).toBeNull()
    expect(await house.look(third.signedIn)).not.toBeNull()
    expect(await endOwnSessions(house.db, first, {})).toBe(1)
    expect(await house.look(third.signedIn)).toBeNull()
    expect(await house.look(first.signedIn)).not.toBeNull()
    expect(await house.look(stranger.signedIn)).not.toBeNull()
  })
})

it('the service itself may require it, as a script would', async () => {
  const third = await openHouse(world)
  await requireSecondFactor(third.db, systemPrincipal('test'), { isRequired: true })
  expect(await third.db.auditEvent.count({ where: { action: 'sign_in.second_factor_required' } })).toBe(1)
})
