import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  checkSlug,
  explainFlag,
  explainFlags,
  findBrandImage,
  findTenantByHost,
  findTenantById,
  findTenantBySlug,
  getTenant,
  insertTenant,
  listBrandings,
  listTenants,
  registerPlacement,
  storeBrandImage,
  storeBranding,
  storeFlagRule,
  storeFlagValue,
} from './index'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const fields = (slug: string) => ({
  id: newId(),
  slug,
  name: slug,
  status: 'provisioning',
  tierKey: 'free',
  region: 'local',
  locale: 'en',
  timeZone: 'UTC',
  country: 'US',
  currency: 'USD',
})

describe('finding a tenant', () => {
  test('gives everything that a request needs, by slug, custom domain and id', async () => {
    const { tenant } = await world.addTenant({ slug: 'acme', tierKey: 'standard' })
    await catalogDb().domain.create({
      data: { host: 'hr.acme.example', tenantId: tenant.id, token: 'x', createdBy: 'test', verifiedAt: new Date() },
    })
    const found = await findTenantByHost('ACME.localhost:3000')
    expect(found).toMatchObject({
      id: tenant.id,
      slug: 'acme',
      status: 'active',
      features: ['payroll'],
      limits: { requestsPerSecond: 200 },
      flags: { 'profile.salaryHistory': true, 'dashboard.payCost': true, 'people.pageSize': 50 },
      placement: { ...tenant.location, pattern: 'row', epoch: 1, deployment: null },
      branding: { version: 1, images: {} },
    })
    expect(await findTenantById(tenant.id)).toMatchObject({ slug: 'acme' })
    await expect.poll(() => findTenantByHost('hr.acme.example.')).toMatchObject({ slug: 'acme', domains: ['hr.acme.example'] })
  })

  test('a domain that is not verified leads nowhere', async () => {
    const { tenant } = await world.addTenant()
    await catalogDb().domain.create({ data: { host: 'claimed.example', tenantId: tenant.id, token: 'x', createdBy: 'test' } })
    expect(await findTenantByHost('claimed.example')).toBeNull()
  })

  test.each(['localhost', 'admin.localhost', 'nobody.localhost', '127.0.0.1', 'a.b.localhost', 'xn--80ak6aa92e.localhost', '', undefined])(
    'the host %s is no tenant',
    async (host) => {
      expect(await findTenantByHost(host)).toBeNull()
    },
  )

  test('a tenant that has no place yet is not found', async () => {
    await catalogDb().tenant.create({ data: fields('unplaced') })
    expect(await findTenantBySlug('unplaced')).toBeNull()
  })

  test('a warm look-up takes less than a tenth of a millisecond', async () => {
    const { tenant } = await world.addTenant()
    await findTenantBySlug(tenant.slug)
    const host = `${tenant.slug}.localhost`
    const times: number[] = []
    for (let n = 0; n < 2000; n++) {
      const start = performance.now()
      await findTenantByHost(host)
      times.push(performance.now() - start)
    }
    expect(times.sort((a, b) => a - b)[1000]).toBeLessThan(0.1)
  })
})

describe('slugs', () => {
  test('of ten who take the same slug at the same moment one wins, and the others hear why', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => catalogDb().$transaction((tx) => insertTenant(tx, fields('wanted')))),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'slug_taken', fields: { slug: 'taken' } })
    }
  })

  test('whoever loses the race can go on in the same transaction', async () => {
    await catalogDb().$transaction((tx) => insertTenant(tx, fields('lost')))
    await catalogDb().$transaction(async (tx) => {
      await expect(insertTenant(tx, fields('lost'))).rejects.toMatchObject({ code: 'slug_taken' })
      await insertTenant(tx, fields('second-choice'))
    })
    expect(await checkSlug('second-choice')).toEqual({ isFree: false, reason: 'taken' })
  })

  test.each([
    ['www', 'reserved'],
    ['Acme', 'grammar'],
    ['-a', 'grammar'],
    ['a-', 'grammar'],
    ['a--b', 'grammar'],
    ['xn--a', 'grammar'],
    ['123', 'grammar'],
    ['', 'grammar'],
    ['a'.repeat(41), 'grammar'],
    ['한국', 'grammar'],
    ['a.b', 'grammar'],
  ])('%s is refused: %s', async (slug, reason) => {
    expect(await checkSlug(slug)).toEqual({ isFree: false, reason })
    await expect(catalogDb().$transaction((tx) => insertTenant(tx, fields(slug)))).rejects.toMatchObject({ fields: { slug: reason } })
  })

  test.each(['a', 'free', 'free-2', '3m', 'a'.repeat(40)])('%s is free', async (slug) => {
    expect(await checkSlug(slug)).toEqual({ isFree: true })
  })
})

describe('the list of tenants', () => {
  test('pages through all, newest first, without repeating or losing one that shares its moment', async () => {
    const createdAt = new Date('2020-01-01T00:00:00Z')
    await catalogDb().tenant.createMany({
      data: Array.from({ length: 25 }, (_, n) => ({ ...fields(`many-${n}`), name: `Many ${n}`, tierKey: 'enterprise', createdAt })),
    })
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await listTenants({ search: 'MANY', tier: 'enterprise', limit: 10, ...(cursor && { cursor }) })
      expect(page.total).toBe(25)
      seen.push(...page.tenants.map(({ slug }) => slug))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
  })

  test('refuses a cursor that it did not make', async () => {
    await expect(listTenants({ cursor: "x.'; drop table tenants" })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('finds by part of a name with its own special characters taken literally', async () => {
    await catalogDb().tenant.create({ data: { ...fields('percent'), name: '100% Juice_Co' } })
    expect((await listTenants({ search: '% juice_' })).tenants.map(({ slug }) => slug)).toEqual(['percent'])
    expect((await listTenants({ search: '%' })).tenants.map(({ slug }) => slug)).toEqual(['percent'])
  })

  test('one tenant by id or by slug is the same, and an unknown one is not found', async () => {
    const { tenant } = await world.addTenant()
    expect(await getTenant(tenant.id)).toEqual(await getTenant(tenant.slug))
    await expect(getTenant('no-such-tenant')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('flags', () => {
  let tenantId: string
  const KEY = 'dashboard.payCost'
  const setValue = (value: unknown, key: string = KEY) =>
    catalogDb().$transaction((tx) => storeFlagValue(tx, { tenantId, key, value, setBy: 'test' }))
  const setRule = (rule: { isKilled?: boolean; rolloutPercent?: number | null }) =>
    catalogDb().$transaction((tx) => storeFlagRule(tx, { key: KEY, setBy: 'test', ...rule }))
  beforeEach(async () => {
    tenantId = (await world.addTenant()).tenant.id
    await catalogDb().flagRule.deleteMany()
  })

  test('kill switch, tenant, roll-out, tier and default decide in this order, and the explanation names the winner', async () => {
    expect(await explainFlag(tenantId, KEY)).toMatchObject({ value: false, rule: 'default' })
    await catalogDb().tenant.update({ where: { id: tenantId }, data: { tierKey: 'standard' } })
    expect(await explainFlag(tenantId, KEY)).toMatchObject({ value: true, rule: 'tier' })
    await setRule({ rolloutPercent: 100 })
    expect(await explainFlag(tenantId, KEY)).toMatchObject({ value: true, rule: 'rollout' })
    await setValue(false)
    expect(await explainFlag(tenantId, KEY)).toMatchObject({ value: false, rule: 'tenant' })
    await setValue(true)
    await setRule({ isKilled: true })
    expect(await explainFlag(tenantId, KEY)).toMatchObject({ value: false, rule: 'kill' })
    await setRule({ isKilled: false })
    await setValue(null)
    expect(await explainFlag(tenantId, KEY)).toMatchObject({ rule: 'rollout' })
  })

  test('a change reaches the resolved tenant', async () => {
    expect((await findTenantById(tenantId))?.flags['profile.salaryHistory']).toBe(true)
    await setValue(false, 'profile.salaryHistory')
    await expect.poll(async () => (await findTenantById(tenantId))?.flags['profile.salaryHistory']).toBe(false)
  })

  test('a value of a wrong type is refused when it is set, and ignored when it lies in the database', async () => {
    await expect(setValue('yes')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(setValue(33, 'people.pageSize')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(setValue(true, 'no.such.flag')).rejects.toMatchObject({ code: 'not_found' })
    await catalogDb().flagValue.create({ data: { tenantId, key: 'people.pageSize', value: 'many', setBy: 'old version' } })
    expect(await explainFlag(tenantId, 'people.pageSize')).toMatchObject({ value: 50, rule: 'default', tenantValue: 'many' })
  })

  test('a roll-out of n percent reaches about n percent of tenants, and a larger one includes a smaller', async () => {
    const { rolloutBucket } = await import('./evaluate-flags')
    const buckets = Array.from({ length: 4000 }, () => rolloutBucket(KEY, newId()))
    const share = buckets.filter((bucket) => bucket < 30).length / buckets.length
    expect(share).toBeGreaterThan(0.26)
    expect(share).toBeLessThan(0.34)
    expect(rolloutBucket(KEY, tenantId)).toBe(rolloutBucket(KEY, tenantId))
    expect(Math.max(...buckets)).toBeLessThan(100)
  })

  test('every declared flag is explained, and each of its own values passes its own type', async () => {
    const { FLAGS } = await import('./flags')
    expect((await explainFlags(tenantId)).map(({ key }) => key)).toEqual(Object.keys(FLAGS))
    for (const flag of Object.values(FLAGS))
      for (const value of [flag.default, flag.on, flag.off]) expect(flag.type.safeParse(value).success).toBe(true)
  })
})

describe('branding', () => {
  test('publishing adds a version and shows at once, with the pictures that it names', async () => {
    const { tenant } = await world.addTenant()
    const id = 'ab'.repeat(16)
    const publish = (brandColour: string, logo: string | null) =>
      catalogDb().$transaction(async (tx) => {
        const content = new Uint8Array([1, 2])
        await storeBrandImage(tx, tenant.id, { id, kind: 'logo', contentType: 'image/png', width: 1, height: 1, content }, 'test')
        const theme = { light: { ink: '#000000' }, dark: {} }
        return storeBranding(tx, tenant.id, { productName: 'People', brandColour, theme, images: { logo } }, 'test')
      })
    expect(await publish('#112233', null)).toBe(2)
    expect(await publish('#445566', id)).toBe(3)
    await expect
      .poll(() => findTenantById(tenant.id))
      .toMatchObject({ branding: { version: 3, brandColour: '#445566', images: { logo: id } } })
    expect((await listBrandings(tenant.id)).map(({ version }) => version)).toEqual([3, 2, 1])
    expect((await listBrandings(tenant.id, { before: 3, limit: 1 })).map(({ version }) => version)).toEqual([2])
    await catalogDb().tenant.delete({ where: { id: tenant.id } })
    expect(await findBrandImage(tenant.id, id)).toBeNull()
  })

  test("a version cannot show another tenant's picture, and cannot be made to by a foreign key either", async () => {
    const [owner, thief] = [await world.addTenant(), await world.addTenant()]
    const id = 'cd'.repeat(16)
    const image = { id, kind: 'logo', contentType: 'image/png', width: 1, height: 1, content: new Uint8Array([1]) }
    await catalogDb().$transaction((tx) => storeBrandImage(tx, owner.tenant.id, image, 'test'))
    const theme = { light: {}, dark: {} }
    const steal = catalogDb().$transaction((tx) =>
      storeBranding(tx, thief.tenant.id, { productName: 'x', brandColour: '#112233', theme, images: { logo: id } }, 'test'),
    )
    await expect(steal).rejects.toMatchObject({ code: 'invalid_input' })
    const byForce = catalogDb().brandingImage.create({ data: { tenantId: thief.tenant.id, version: 1, slot: 'logo', imageId: id } })
    await expect(byForce).rejects.toMatchObject({ code: 'P2003' })
    expect(await findBrandImage(thief.tenant.id, id)).toBeNull()
    expect(await findBrandImage(owner.tenant.id, id)).toMatchObject({ width: 1 })
  })

  test('of two who publish at the same moment one hears of the other', async () => {
    const { tenant } = await world.addTenant()
    const publish = () =>
      catalogDb().$transaction((tx) =>
        storeBranding(tx, tenant.id, { productName: 'x', brandColour: '#112233', theme: { light: {}, dark: {} } }, 'test'),
      )
    const outcomes = await Promise.allSettled([publish(), publish(), publish()])
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' })
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true)
  })
})

describe('placing', () => {
  test('placing a tenant twice keeps its first place', async () => {
    const id = newId()
    await catalogDb().tenant.create({ data: { ...fields('placed-twice'), id } })
    const place = { pattern: 'row', databaseId: world.databaseId, schema: 'public', epoch: 1 } as const
    await catalogDb().$transaction((tx) => registerPlacement(tx, id, place))
    await catalogDb().$transaction((tx) => registerPlacement(tx, id, { ...place, epoch: 9 }))
    expect(await catalogDb().placement.findUnique({ where: { tenantId: id } })).toMatchObject({ epoch: 1 })
  })
})
