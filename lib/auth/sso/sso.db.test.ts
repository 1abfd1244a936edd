import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { setClock } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  acceptInvitation,
  CALLBACK_PATH,
  chooseWayIn,
  deleteProvider,
  disableMember,
  finishSso,
  getProviderView,
  inviteMember,
  type MemberPrincipal,
  requireProvider,
  saveProvider,
  signInMember,
  startSso,
  switchProvider,
  testProvider,
} from '..'
import { type Account, FakeProvider, type Lie } from '../testing/fake-provider'
import { codeOf, elsewhere, type House, openHouse, PASSWORD, service } from '../testing/house'

let world: World
let provider: FakeProvider
const before = process.env.OUTBOUND_ALLOW
beforeAll(async () => {
  world = await createWorld()
  provider = await new FakeProvider().open()
  process.env.OUTBOUND_ALLOW = '127.0.0.1'
})
afterAll(async () => {
  if (before === undefined) delete process.env.OUTBOUND_ALLOW
  else process.env.OUTBOUND_ALLOW = before
  await provider.close()
  await world.close()
})

const originOf = ({ tenant }: House) => `https://${tenant.slug}.test`
const input = (at: FakeProvider, newRoleKey: string | null = null) => ({
  name: 'Acme ID',
  issuer: at.issuer,
  clientId: at.clientId,
  clientSecret: at.clientSecret,
  newRoleKey,
})

let houses = 0
/** A tenant with the provider switched on, and a domain of mail that is proven. */
async function company(newRoleKey: string | null = null, at = provider) {
  const house = await openHouse(world)
  const domain = `mail${++houses}.test`
  await hold(house, domain)
  const owner = await house.enter((await house.add('owner')).email)
  await saveProvider(house.db, owner, input(at, newRoleKey))
  await testProvider(house.db, owner, { origin: originOf(house) })
  await switchProvider(house.db, owner, { isOn: true })
  return { ...house, domain, owner, at }
}
type Company = Awaited<ReturnType<typeof company>>

const hold = ({ tenant }: House, host: string, verified = true) => {
  const at = verified ? new Date() : null
  return catalogDb().domain.create({
    data: { tenantId: tenant.id, host, token: 'x', createdBy: 'test', verifiedAt: at, provenAt: at, checkedAt: new Date() },
  })
}

const begin = (house: Company, connect?: MemberPrincipal) =>
  startSso(house.db, { origin: originOf(house), next: '/people', address: elsewhere().address, connect })
const finish = (house: House, url: URL, sealed: string | null, current: MemberPrincipal | null = null) =>
  finishSso(house.db, house.tenant, { url, sealed, current, client: elsewhere() })

async function enter(house: Company, account: Account, lie?: Lie) {
  const { url, sealed } = await begin(house)
  return finish(house, house.at.visit(url, account, lie), sealed)
}
const keyOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { key?: string }) => error.key?.replace('auth.errors.', '') ?? String(error),
  )
const person = ({ domain }: Company, name: string, more: Partial<Account> = {}): Account => ({
  sub: `sub-${name}`,
  email: `${name}@${domain}`,
  email_verified: true,
  name,
  ...more,
})

describe('a member', () => {
  it('signs in with a verified address of a proven domain, and is the same one next time, whatever the address is then', async () => {
    const house = await company()
    const { userId } = await house.add('employee', `kim@${house.domain}`)
    const first = await enter(house, person(house, 'kim'))
    expect(first.next).toBe('/people')
    expect(await house.look(first.signedIn!)).toMatchObject({ userId })
    const second = await enter(house, person(house, 'kim', { email: 'elsewhere@else.test', email_verified: false }))
    expect(await house.look(second.signedIn!)).toMatchObject({ userId })
  })

  it.each([
    ['that the provider has not verified', (house: Company) => person(house, 'lee', { email_verified: false }), 'ssoUnverified'],
    ['verified by a word that is not true', (house: Company) => person(house, 'lee', { email_verified: 'yes' as never }), 'ssoUnverified'],
    ['of no domain of the company', (house: Company) => person(house, 'lee', { email: 'lee@gmail.test' }), 'ssoOtherDomain'],
    ['of a name below its domain', (house: Company) => person(house, 'lee', { email: `lee@eu.${house.domain}` }), 'ssoOtherDomain'],
    ['that only ends like it', (house: Company) => person(house, 'lee', { email: `lee@not${house.domain}` }), 'ssoOtherDomain'],
    ['that is missing', () => ({ sub: 'sub-lee' }), 'ssoUnverified'],
  ])('is not found by an address %s', async (_what, who, key) => {
    const house = await company('employee')
    await house.add('employee', `lee@${house.domain}`)
    expect(await keyOf(enter(house, who(house)))).toBe(key)
    expect(await house.db.identity.count()).toBe(0)
  })

  it('is not found by an address of a domain that is claimed and not proven', async () => {
    const house = await company()
    await hold(house, 'claimed.test', false)
    await house.add('employee', 'kim@claimed.test')
    expect(await keyOf(enter(house, person(house, 'kim', { email: 'kim@claimed.test' })))).toBe('ssoOtherDomain')
  })

  it('is not the next person who is given the same address', async () => {
    const house = await company()
    await house.add('employee', `kim@${house.domain}`)
    await enter(house, person(house, 'kim'))
    expect(await keyOf(enter(house, person(house, 'kim', { sub: 'somebody-new' })))).toBe('ssoNoAccount')
  })

  it('hears the same whether an account is closed, an owner’s, or none', async () => {
    const house = await company()
    const { userId } = await house.add('employee', `gone@${house.domain}`)
    await disableMember(house.db, house.owner, { userId })
    await house.add('owner', `boss@${house.domain}`)
    for (const name of ['gone', 'boss', 'nobody'])
      expect([name, await keyOf(enter(house, person(house, name)))]).toEqual([name, 'ssoNoAccount'])
  })

  it('who is disabled stays out by an identity that was known', async () => {
    const house = await company()
    const { userId } = await house.add('employee', `kim@${house.domain}`)
    await enter(house, person(house, 'kim'))
    await disableMember(house.db, house.owner, { userId })
    expect(await keyOf(enter(house, person(house, 'kim')))).toBe('ssoNoAccount')
  })

  it('gets the account that an invitation promises, or one with the role that was chosen, or none', async () => {
    const house = await company('manager')
    await inviteMember(house.db, house.tenant, house.owner, { email: `hr@${house.domain}`, name: 'Hana', roleKey: 'hr' })
    expect(await house.look((await enter(house, person(house, 'hr'))).signedIn!)).toMatchObject({ roleKey: 'hr', name: 'Hana' })
    expect(await house.db.invitation.count({ where: { acceptedAt: null } })).toBe(0)
    expect(await house.look((await enter(house, person(house, 'new'))).signedIn!)).toMatchObject({ roleKey: 'manager', name: 'new' })
    const closed = await company(null)
    expect(await keyOf(enter(closed, person(closed, 'new')))).toBe('ssoNoAccount')
  })

  it('who may more than administrators connects the account while signed in, and nobody does it for them', async () => {
    const house = await company()
    const { url, sealed } = await begin(house, house.owner)
    const back = house.at.visit(url, { sub: 'the-owner' })
    expect(await keyOf(finish(house, back, sealed, null))).toBe('ssoStale')
    const again = await begin(house, house.owner)
    const otherSession = await house.enter(house.owner.email)
    expect(await keyOf(finish(house, house.at.visit(again.url, { sub: 'the-owner' }), again.sealed, otherSession))).toBe('ssoStale')
    const third = await begin(house, house.owner)
    expect(await finish(house, house.at.visit(third.url, { sub: 'the-owner' }), third.sealed, house.owner)).toMatchObject({
      signedIn: null,
    })
    expect(await house.look((await enter(house, { sub: 'the-owner' })).signedIn!)).toMatchObject({ userId: house.owner.userId })
    const other = await house.enter((await house.add('employee')).email)
    const fourth = await begin(house, other)
    expect(await keyOf(finish(house, house.at.visit(fourth.url, { sub: 'the-owner' }), fourth.sealed, other))).toBe('ssoTaken')
  })
})

describe('an answer of the provider', () => {
  const lies: [string, Lie][] = [
    ['for another client', { claims: { aud: 'somebody-else' } }],
    ['for two clients, used by the other', { claims: { aud: ['rowhouse', 'other'], azp: 'other' } }],
    ['with the nonce of another sign-in', { claims: { nonce: 'another' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['of another issuer', { claims: { iss: 'https://accounts.evil.test' } }],
    ['that has expired', { claims: { exp: Math.floor(Date.now() / 1000) - 120 } }],
    ['with no signature', { alg: 'none' }],
    ['signed by a key that it does not publish', { isForged: true }],
  ]
  it.each(lies)('is not believed: a token %s', async (_what, lie) => {
    const house = await company('employee')
    expect(await keyOf(enter(house, person(house, 'kim'), lie))).toBe('ssoAnswer')
    expect(await house.db.user.count({ where: { email: `kim@${house.domain}` } })).toBe(0)
    expect(await keyOf(enter(house, person(house, 'kim')))).toBe('no error')
  })

  it('counts once: neither the same code nor the same state opens a second session', async () => {
    const house = await company('employee')
    const { url, sealed } = await begin(house)
    const back = house.at.visit(url, person(house, 'kim'))
    await finish(house, back, sealed)
    expect(await keyOf(finish(house, back, sealed))).toBe('ssoAnswer')
    expect(await keyOf(finish(house, house.at.visit(url, person(house, 'kim')), sealed))).toBe('ssoStale')
  })

  it('is taken only in the browser that set out, with its own state, in time', async () => {
    const house = await company('employee')
    const [mine, theirs] = [await begin(house), await begin(house)]
    const back = house.at.visit(theirs.url, person(house, 'kim'))
    expect(await keyOf(finish(house, back, mine.sealed))).toBe('ssoStale')
    expect(await keyOf(finish(house, back, null))).toBe('ssoStale')
    expect(await keyOf(finish(house, back, `${theirs.sealed.slice(0, -4)}AAAA`))).toBe('ssoStale')
    setClock(() => new Date(Date.now() + 11 * 60_000))
    expect(await keyOf(finish(house, back, theirs.sealed))).toBe('ssoStale')
    setClock()
    const error = new URL(`${originOf(house)}${CALLBACK_PATH}?error=access_denied&state=forged`)
    expect(await keyOf(finish(house, error, theirs.sealed))).toBe('ssoStale')
    expect(await keyOf(finish(house, back, theirs.sealed))).toBe('no error')
  })

  it('of a provider that changed its keys is believed again', async () => {
    const own = await new FakeProvider().open()
    const house = await company('employee', own)
    await enter(house, person(house, 'kim'))
    await own.rotate()
    // A minute later, because keys are looked for no more often than that.
    const at = Date.now()
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => at + 61_000)
    expect(await keyOf(enter(house, person(house, 'lee')))).toBe('no error')
    clock.mockRestore()
    await own.close()
  })
})

describe('two tenants', () => {
  it('with the same provider: a state of one is worth nothing at the other, and the same person is two', async () => {
    const [a, b] = [await company('employee'), await company('employee')]
    const { url, sealed } = await begin(a)
    const back = a.at.visit(url, person(a, 'kim'))
    expect(await keyOf(finish(b, back, sealed))).toBe('ssoStale')
    const at = await enter(a, person(a, 'kim'))
    expect(await b.look(at.signedIn!)).toBeNull()
    expect(await keyOf(enter(b, person(a, 'kim')))).toBe('ssoOtherDomain')
  })

  it('with providers of their own: what one says signs nobody in at the other', async () => {
    const own = await new FakeProvider().open()
    const [victim, attacker] = [await company('employee'), await company('employee', own)]
    await victim.add('employee', `kim@${victim.domain}`)
    const { url, sealed } = await begin(victim)
    // The attacker's provider answers for the victim's: the code is nobody's there, and a token of its own is of another issuer.
    expect(await keyOf(finish(victim, own.visit(url, person(victim, 'kim')), sealed))).toBe('ssoAnswer')
    expect(await keyOf(enter(attacker, person(victim, 'kim')))).toBe('ssoOtherDomain')
    await own.close()
  })

  it('a secret that is carried from one to the other does not open there', async () => {
    const [a, b] = [await company(), await company()]
    const { clientSecret } = (await a.db.identityProvider.findFirst())!
    expect(clientSecret).not.toContain(provider.clientSecret)
    await b.db.identityProvider.updateMany({ data: { clientSecret } })
    expect(await codeOf(begin(b))).toBe('internal')
  })
})

describe('the provider of a tenant', () => {
  it('is chosen by administrators and owners alone, and its role for newcomers is never an owner’s', async () => {
    const house = await openHouse(world)
    const [admin, hr] = [await house.enter((await house.add('admin')).email), await house.enter((await house.add('hr')).email)]
    const works = [
      () => saveProvider(house.db, hr, input(provider)),
      () => testProvider(house.db, hr, { origin: originOf(house) }),
      () => switchProvider(house.db, hr, { isOn: true }),
      () => requireProvider(house.db, hr, { isOnly: true }),
      () => deleteProvider(house.db, hr, {}),
    ]
    for (const work of works) expect(await codeOf(work())).toBe('forbidden')
    expect(await keyOf(saveProvider(house.db, admin, input(provider, 'owner')))).toBe('ssoNewOwner')
    await saveProvider(house.db, admin, input(provider, 'employee'))
    expect(await keyOf(switchProvider(house.db, admin, { isOn: true }))).toBe('ssoUntried')
    await testProvider(house.db, admin, { origin: originOf(house) })
    await switchProvider(house.db, admin, { isOn: true })
    expect(await getProviderView(house.db)).toMatchObject({ isOn: true, newRoleKey: 'employee' })
    await saveProvider(house.db, admin, { ...input(provider), clientId: 'another', clientSecret: 'x' })
    expect(await getProviderView(house.db)).toMatchObject({ isOn: false, testedAt: null })
    expect(await keyOf(testProvider(house.db, admin, { origin: originOf(house) }))).toBe('ssoRefusedClient')
    expect(await keyOf(saveProvider(house.db, admin, { ...input(provider), clientSecret: undefined }))).toBe('ssoNoSecret')
  })

  it('cannot be an address inside our network, nor lead to one', async () => {
    const house = await openHouse(world)
    process.env.OUTBOUND_ALLOW = `127.0.0.1:${new URL(provider.issuer).port}`
    for (const issuer of [
      'http://127.0.0.1:1',
      'https://10.0.0.1',
      'https://169.254.169.254/latest',
      'https://[::1]',
      'file:///etc/passwd',
      'https://u:p@acme.test',
    ])
      expect([issuer, await codeOf(saveProvider(house.db, service, { ...input(provider), issuer }))]).toEqual([issuer, 'invalid_input'])
    const inward = await new FakeProvider().open()
    process.env.OUTBOUND_ALLOW = `127.0.0.1:${new URL(inward.issuer).port}`
    await saveProvider(house.db, service, input(inward))
    for (const name of ['token_endpoint', 'jwks_uri', 'authorization_endpoint']) {
      inward.configuration = { [name]: 'https://169.254.169.254/latest/meta-data' }
      expect([name, await keyOf(testProvider(house.db, service, { origin: originOf(house) }))]).toEqual([name, 'errors.outbound.private'])
    }
    inward.configuration = { authorization_endpoint: 'javascript:alert(1)' }
    expect(await codeOf(testProvider(house.db, service, { origin: originOf(house) }))).toBe('invalid_input')
    inward.configuration = { issuer: 'https://accounts.google.test' }
    expect(await keyOf(testProvider(house.db, service, { origin: originOf(house) }))).toBe('ssoOtherIssuer')
    process.env.OUTBOUND_ALLOW = '127.0.0.1'
    await inward.close()
  })

  it('as the only way: no password opens anything but an owner’s, also in sessions that are open', async () => {
    const house = await company('employee')
    const { email } = await house.add('employee')
    const open = await house.enter(email)
    await requireProvider(house.db, house.owner, { isOnly: true })
    expect(await house.look(open.signedIn)).toBeNull()
    const withPassword = (at: string) => signInMember(house.db, house.tenant, { email: at, password: PASSWORD, client: elsewhere() })
    expect(await keyOf(withPassword(email))).toBe('wrongCredentials')
    expect(await house.look(await withPassword(house.owner.email))).toMatchObject({ roleKey: 'owner' })
    expect(await house.look((await enter(house, person(house, 'kim'))).signedIn!)).toMatchObject({ name: 'kim' })
    const { url } = await inviteMember(house.db, house.tenant, house.owner, { email: `lee@${house.domain}`, name: 'Lee', roleKey: 'hr' })
    const token = url.split('/').at(-1)!
    expect(await keyOf(acceptInvitation(house.db, house.tenant, { token, password: PASSWORD, client: elsewhere() }))).toBe('providerOnly')
    await switchProvider(house.db, house.owner, { isOn: false })
    expect(await house.look(await withPassword(email))).toMatchObject({ email })
  })

  it('cannot be the only way without an owner who has a password', async () => {
    const house = await company()
    await house.db.user.updateMany({ where: { role: { key: 'owner' } }, data: { passwordHash: null } })
    expect(await keyOf(requireProvider(house.db, service, { isOnly: true }))).toBe('ssoNoWayBack')
  })

  it('is offered by the domain of an address, and the answer knows nothing of accounts', async () => {
    const house = await company()
    await house.add('employee', `kim@${house.domain}`)
    const way = (email: string) => chooseWayIn(house.db, email)
    expect(await Promise.all([way(`kim@${house.domain}`), way(`nobody@${house.domain}`)])).toEqual(['provider', 'provider'])
    expect(await Promise.all([way('a@else.test'), way('no address')])).toEqual(['password', 'password'])
    await requireProvider(house.db, house.owner, { isOnly: true })
    expect(await way('a@else.test')).toBe('provider')
  })
})
