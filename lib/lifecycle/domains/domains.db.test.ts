import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MemberPrincipal, systemPrincipal } from '@/lib/auth'
import { findTenantByHost, listDomains } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { listCatalogAudit } from '@/lib/governance'
import { startDns, type Zone } from '@/scripts/testing/dns'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'
import { checkDomain, claimDomain, recordName, recordValue, releaseDomain, setPrimaryDomain, unscopedRecheckDomains } from '..'

let world: World
let dns: Awaited<ReturnType<typeof startDns>>
let one: WorldTenant
let two: WorldTenant
const zone: Zone = new Map()
const admin = systemPrincipal('test')

beforeAll(async () => {
  world = await createWorld()
  dns = await startDns(zone)
  process.env.DNS_SERVERS = dns.address
})
afterAll(async () => {
  delete process.env.DNS_SERVERS
  await dns.close()
  await world.close()
})
beforeEach(async () => {
  zone.clear()
  dns.state.isBroken = false
  ;[one, two] = [(await world.addTenant()).tenant, (await world.addTenant()).tenant]
})

let count = 0
const freshHost = () => `hr${++count}.acme.example`
const claim = (tenant: WorldTenant, host: string) => claimDomain(admin, { tenantId: tenant.id, host })
const check = (tenant: WorldTenant, host: string) => checkDomain(admin, { tenantId: tenant.id, host })
/** What the owner of the name enters at their provider. */
function enter(host: string, tokens: string[], leadsTo?: WorldTenant) {
  zone.set(recordName(host), { txt: ['v=spf1 -all', ...tokens.map(recordValue)] })
  if (leadsTo) zone.set(host, { cname: `${leadsTo.slug}.localhost` })
}
async function hold(tenant: WorldTenant, host: string) {
  const { token } = await claim(tenant, host)
  enter(host, [token], tenant)
  expect(await check(tenant, host)).toMatchObject({ status: 'active', pointsHere: true })
  return token
}
const holderOf = async (host: string) => (await findTenantByHost(host))?.id ?? null
const daysAgo = (days: number, host: string) =>
  world.asSuperuser(`UPDATE domains SET failing_since = now() - $1 * interval '1 day' WHERE host = $2`, [days, host], world.catalog)

describe('a name becomes a tenant’s own', () => {
  test('by the record that only that tenant was told, and by nothing less', async () => {
    const host = freshHost()
    const claimed = await claim(one, host)
    expect(claimed).toMatchObject({ status: 'pending', fault: null })
    expect(await check(one, host)).toMatchObject({ status: 'pending', fault: 'no-record' })
    enter(host, ['0'.repeat(40)])
    expect(await check(one, host)).toMatchObject({ status: 'pending', fault: 'other-record' })
    expect(await holderOf(host)).toBeNull()
    enter(host, [claimed.token])
    expect(await check(one, host)).toMatchObject({ status: 'active', fault: null, pointsHere: false })
    await expect.poll(() => holderOf(host)).toBe(one.id)
    const { records } = await listCatalogAudit({ tenantId: one.id })
    expect(records.map(({ action }) => action)).toEqual(['domain.proven', 'domain.claimed'])
  })

  test('claiming it again gives the same token', async () => {
    const host = freshHost()
    expect((await claim(one, host)).token).toBe((await claim(one, host)).token)
  })

  test.each([
    'localhost',
    'admin.localhost',
    'acme.localhost',
    'https://hr.acme.example',
    'hr.acme.example:8443',
    'hr.acme.example/path',
    '127.0.0.1',
    '*.acme.example',
    'hr acme.example',
    'acme',
    '[::1]',
    "hr.acme.example'; --",
  ])('%s is no name to claim', async (host) => {
    await expect(claim(one, host)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('a name above the service’s own is refused', async () => {
    process.env.BASE_DOMAIN = 'portal.acme.example'
    await expect(claim(one, 'acme.example')).rejects.toMatchObject({ code: 'invalid_input' })
    delete process.env.BASE_DOMAIN
  })

  test('needs the right to', async () => {
    const employee = { kind: 'member', userId: newId(), permissions: new Set(['people:read']) } as unknown as MemberPrincipal
    const input = { tenantId: one.id, host: freshHost() }
    for (const work of [claimDomain, checkDomain, releaseDomain, setPrimaryDomain])
      await expect(work(employee, input)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('nobody takes another tenant’s name', () => {
  test('a claim without a proof keeps nobody out', async () => {
    const host = freshHost()
    await claim(two, host)
    await hold(one, host)
    await expect.poll(() => holderOf(host)).toBe(one.id)
  })

  test('another tenant’s record proves nothing for this one', async () => {
    const host = freshHost()
    const { token } = await claim(one, host)
    await claim(two, host)
    enter(host, [token])
    expect(await check(two, host)).toMatchObject({ status: 'pending', fault: 'other-record' })
    expect(await listDomains(two.id)).not.toContainEqual(expect.objectContaining({ token }))
  })

  test('a held name is not taken by another proof, and goes over when it is released', async () => {
    const host = freshHost()
    const own = await hold(one, host)
    const { token } = await claim(two, host)
    enter(host, [own, token])
    expect(await check(two, host)).toMatchObject({ status: 'held', fault: 'held' })
    expect(await check(one, host)).toMatchObject({ status: 'active' })
    await expect.poll(() => holderOf(host)).toBe(one.id)
    await releaseDomain(admin, { tenantId: one.id, host })
    expect(await check(two, host)).toMatchObject({ status: 'active' })
    await expect.poll(() => holderOf(host)).toBe(two.id)
  })

  test('of two who prove a free name at the same moment one holds it', async () => {
    const host = freshHost()
    const tokens = await Promise.all([one, two].map(async (tenant) => (await claim(tenant, host)).token))
    enter(host, tokens)
    const states = (await Promise.all([check(one, host), check(two, host)])).map(({ status }) => status)
    expect(states.sort()).toEqual(['active', 'held'])
  })

  test('a released name needs a new proof, also from the one who had it', async () => {
    const host = freshHost()
    const old = await hold(one, host)
    await releaseDomain(admin, { tenantId: one.id, host })
    await expect.poll(() => holderOf(host)).toBeNull()
    expect((await claim(one, host)).token).not.toBe(old)
    expect(await check(one, host)).toMatchObject({ status: 'pending', fault: 'other-record' })
  })

  test('a record that is gone for three days lets the name go, one that cannot be asked for does not', async () => {
    const host = freshHost()
    await hold(one, host)
    dns.state.isBroken = true
    await daysAgo(9, host)
    expect(await check(one, host)).toMatchObject({ fault: 'no-answer', isPrimary: false })
    expect(await holderOf(host)).toBe(one.id)
    dns.state.isBroken = false
    await world.asSuperuser('UPDATE domains SET failing_since = NULL WHERE host = $1', [host], world.catalog)
    zone.clear()
    expect(await check(one, host)).toMatchObject({ status: 'failing', fault: 'no-record' })
    await daysAgo(2.9, host)
    expect(await check(one, host)).toMatchObject({ status: 'failing' })
    await daysAgo(3.1, host)
    expect(await check(one, host)).toMatchObject({ status: 'pending' })
    await expect.poll(() => holderOf(host)).toBeNull()
  })

  test('another tenant’s claims answer like missing ones', async () => {
    const host = freshHost()
    await hold(one, host)
    for (const work of [() => check(two, host), () => releaseDomain(admin, { tenantId: two.id, host })])
      await expect(work()).rejects.toMatchObject({ code: 'not_found' })
    await expect(setPrimaryDomain(admin, { tenantId: two.id, host })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the primary domain', () => {
  test('is one that is held and leads here, and there is one', async () => {
    const [first, second] = [freshHost(), freshHost()]
    await hold(one, first)
    await claim(one, second)
    const set = (host: string | null) => setPrimaryDomain(admin, { tenantId: one.id, host })
    await expect(set(second)).rejects.toMatchObject({ code: 'conflict' })
    await set(first)
    await expect.poll(async () => (await findTenantByHost(first))?.primaryDomain).toBe(first)
    await hold(one, second)
    await set(second)
    expect((await listDomains(one.id)).filter(({ isPrimary }) => isPrimary).map(({ host }) => host)).toEqual([second])
    await set(null)
    await expect.poll(async () => (await findTenantByHost(first))?.primaryDomain).toBeNull()
  })

  test('steps back while it leads elsewhere, so that nobody is locked out', async () => {
    const host = freshHost()
    const token = await hold(one, host)
    await setPrimaryDomain(admin, { tenantId: one.id, host })
    enter(host, [token])
    zone.set(host, { cname: 'parked.example' })
    expect(await check(one, host)).toMatchObject({ status: 'active', isPrimary: true, pointsHere: false })
    await expect.poll(async () => (await findTenantByHost(host))?.primaryDomain).toBeNull()
  })

  test('may also lead here by address', async () => {
    const host = freshHost()
    const { token } = await claim(one, host)
    enter(host, [token])
    zone.set(`${one.slug}.localhost`, { a: ['192.0.2.7'] })
    zone.set(host, { a: ['192.0.2.7'] })
    expect(await check(one, host)).toMatchObject({ pointsHere: true })
    zone.set(host, { a: ['192.0.2.8'] })
    expect(await check(one, host)).toMatchObject({ pointsHere: false })
  })
})

test('the worker looks again at what is due, and drops claims of last month', async () => {
  const [held, old] = [freshHost(), freshHost()]
  await hold(one, held)
  await claim(one, old)
  zone.clear()
  const set = (text: string) => world.asSuperuser(text, [held], world.catalog)
  await set(`UPDATE domains SET checked_at = now() - interval '2 hours' WHERE host = $1`)
  await world.asSuperuser(`UPDATE domains SET created_at = now() - interval '31 days' WHERE host = $1`, [old], world.catalog)
  await unscopedRecheckDomains()
  expect((await listDomains(one.id)).map(({ host, status }) => [host, status])).toEqual([[held, 'failing']])
  dns.state.asked.length = 0
  await unscopedRecheckDomains()
  expect(dns.state.asked).not.toContain(recordName(held))
})
