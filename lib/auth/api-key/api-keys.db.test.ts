import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '@/scripts/testing/world'
import { authenticateApiKey, createApiKey, disableMember, listApiKeys, revokeApiKey } from '..'
import { codeOf, type House, openHouse, service } from '../testing/house'

let world: World
let house: House
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world)
})
afterAll(() => world.close())

const HERE = '198.51.100.7'
const admin = async () => house.enter((await house.add('admin')).email)

describe('a key of a tenant', () => {
  it('may what it was given, and no more', async () => {
    const { key, id } = await createApiKey(house.db, await admin(), { name: 'export', permissions: ['people:read'] })
    expect(key).toMatch(/^rh_[\w-]{43}$/)
    const principal = await authenticateApiKey(house.db, key)
    expect(principal).toMatchObject({ kind: 'api-key', keyId: id, tenantId: house.tenant.id })
    expect([...principal!.permissions]).toEqual(['people:read'])
  })

  it('cannot be given what its maker may not', async () => {
    const hr = await house.enter((await house.add('hr')).email)
    expect(await codeOf(createApiKey(house.db, hr, { name: 'x', permissions: ['people:read'] }))).toBe('forbidden')
    const { key } = await createApiKey(house.db, await admin(), { name: 'maker', permissions: ['api-keys:manage', 'people:read'] })
    const script = (await authenticateApiKey(house.db, key))!
    expect(await codeOf(createApiKey(house.db, script, { name: 'more', permissions: ['salary:read:all'] }))).toBe('forbidden')
    expect(await codeOf(createApiKey(house.db, script, { name: 'less', permissions: ['people:read'] }))).toBe('no error')
  })

  it('opens nothing at another tenant, when revoked, when expired, and after its maker was disabled', async () => {
    const maker = await admin()
    const make = (expiresAt?: Date) => createApiKey(house.db, maker, { name: 'x', permissions: ['people:read'], expiresAt })
    const [kept, revoked, expired] = [await make(), await make(), await make(new Date(Date.now() - 1000))]
    const other = await openHouse(world)
    expect(await authenticateApiKey(other.db, kept.key)).toBeNull()
    await revokeApiKey(house.db, maker, revoked.id)
    expect(await codeOf(revokeApiKey(house.db, maker, revoked.id))).toBe('not_found')
    for (const { key } of [revoked, expired]) expect(await authenticateApiKey(house.db, key)).toBeNull()
    expect(await authenticateApiKey(house.db, kept.key)).not.toBeNull()
    await disableMember(house.db, service, { userId: maker.userId })
    expect(await authenticateApiKey(house.db, kept.key)).toBeNull()
  })

  it('is shown once and not kept in clear', async () => {
    const { key, id } = await createApiKey(house.db, await admin(), { name: 'secret', permissions: ['people:read'] })
    expect(JSON.stringify(await house.db.apiKey.findMany())).not.toContain(key)
    const listed = (await listApiKeys(house.db)).find((each) => each.id === id)!
    expect(key.startsWith(listed.prefix)).toBe(true)
    expect(listed.prefix.length).toBeLessThan(12)
  })

  it('is seen once a minute at most', async () => {
    const { key, id } = await createApiKey(house.db, await admin(), { name: 'busy', permissions: ['people:read'] })
    const seen = async () => (await house.db.apiKey.findFirst({ where: { id } }))!.lastUsedAt?.getTime() ?? 0
    await authenticateApiKey(house.db, key)
    const first = await seen()
    expect(first).toBeGreaterThan(0)
    await authenticateApiKey(house.db, key)
    expect(await seen()).toBe(first)
  })

  it('is taken from the addresses that it was made for, and from nowhere else', async () => {
    const maker = await admin()
    const make = (addresses: string[]) => createApiKey(house.db, maker, { name: 'near', permissions: ['people:read'], addresses })
    const { key } = await make(['198.51.100.0/28', '2001:db8:1::/48'])
    const isTaken = async (address: string) => (await authenticateApiKey(house.db, key, { address })) !== null
    for (const address of [HERE, '2001:db8:1::5']) expect(await isTaken(address), address).toBe(true)
    for (const address of ['198.51.100.16', '::ffff:198.51.100.7x', '2001:db8:2::5', '', 'unknown'])
      expect(await isTaken(address), address).toBe(false)
    for (const wrong of ['198.51.100.0/33', 'localhost', '1.2.3', '::1/129', '10.0.0.1/8/8'])
      expect(await codeOf(make([wrong])), wrong).toBe('invalid_input')
  })
})
