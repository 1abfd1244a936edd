import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { listFlagReach, listTenants, storeFlagRule, storeFlagValue, TENANT_SORTS, type TenantQuery } from '.'

let world: World
const PEOPLE: Record<string, number | null> = { beta: 5, alpha: null, delta: 17_000, gamma: 5, omega: null }
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await createWorld()
  for (const [slug, peopleCount] of Object.entries(PEOPLE)) {
    ids[slug] = (await world.addTenant({ slug })).tenant.id
    await catalogDb().tenant.update({ where: { slug }, data: { peopleCount } })
  }
})
afterAll(() => world.close())

async function walk(query: TenantQuery) {
  const slugs: string[] = []
  let cursor: string | undefined
  do {
    const page = await listTenants({ ...query, cursor, limit: 2 })
    slugs.push(...page.tenants.map(({ slug }) => slug))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return slugs
}

describe('the list of tenants', () => {
  test.each(TENANT_SORTS)('sorted by %s holds every tenant once over its pages, those without a number too', async (sort) => {
    const slugs = await walk({ sort })
    expect(slugs.toSorted()).toEqual(Object.keys(PEOPLE).toSorted())
    expect(slugs).toEqual((await listTenants({ sort, limit: 200 })).tenants.map(({ slug }) => slug))
  })

  test('is in the order that was asked for', async () => {
    expect(await walk({ sort: 'name' })).toEqual(['alpha', 'beta', 'delta', 'gamma', 'omega'])
    expect((await walk({ sort: 'people' }))[0]).toBe('delta')
    expect((await walk({ sort: 'people' })).slice(3).toSorted()).toEqual(['alpha', 'omega'])
    expect(await walk({})).toEqual(['omega', 'gamma', 'delta', 'alpha', 'beta'])
  })

  test('keeps to a server and a pattern', async () => {
    expect((await listTenants({ server: 'first', pattern: 'row' })).total).toBe(5)
    expect((await listTenants({ server: 'elsewhere' })).total).toBe(0)
    expect((await listTenants({ pattern: 'instance' })).total).toBe(0)
  })

  test.each(['nonsense', 'x.y', `-.${'0'.repeat(36)}`])('refuses the cursor %s in words', async (cursor) => {
    await expect(listTenants({ sort: 'people', cursor })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('a flag across all tenants', () => {
  const reach = async () => (await listFlagReach()).find(({ key }) => key === 'profile.salaryHistory')!
  test('says whom each rule reaches, and the kill switch takes all of them', async () => {
    await catalogDb().$transaction((tx) =>
      storeFlagValue(tx, { tenantId: ids.beta!, key: 'profile.salaryHistory', value: false, setBy: 'test' }),
    )
    expect(await reach()).toMatchObject({ tenants: 5, on: 4, byRule: { tenant: 1, default: 4 } })
    await catalogDb().$transaction((tx) => storeFlagRule(tx, { key: 'profile.salaryHistory', rolloutPercent: 100, setBy: 'test' }))
    expect(await reach()).toMatchObject({ on: 4, byRule: { tenant: 1, rollout: 4 }, rule: { rolloutPercent: 100 } })
    await catalogDb().$transaction((tx) => storeFlagRule(tx, { key: 'profile.salaryHistory', isKilled: true, setBy: 'test' }))
    expect(await reach()).toMatchObject({ on: 0, byRule: { kill: 5, tenant: 0 } })
  })
})
