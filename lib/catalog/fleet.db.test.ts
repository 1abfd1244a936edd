import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { getFleet, getTenant, listStreet, listTenants, nameTenants } from '.'

let world: World
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await createWorld()
  for (const [slug, more] of Object.entries({
    tall: { tierKey: 'standard' },
    small: {},
    shut: { status: 'stopped' },
    broken: { status: 'failed', tierKey: 'standard' },
  })) {
    ids[slug] = (await world.addTenant({ slug, ...more })).tenant.id
  }
  await catalogDb().tenant.update({ where: { slug: 'tall' }, data: { peopleCount: 17_000 } })
  await catalogDb().tenant.update({ where: { slug: 'small' }, data: { createdAt: new Date(Date.now() - 40 * 86_400_000) } })
})
afterAll(() => world.close())

describe('all tenants in numbers', () => {
  it('counts each tenant once, by status and by tier and pattern', async () => {
    const fleet = await getFleet('UTC')
    expect(fleet).toMatchObject({ total: 4, byStatus: { active: 2, stopped: 1, failed: 1, provisioning: 0 } })
    expect(fleet.byTier).toEqual(
      expect.arrayContaining([
        { tierKey: 'free', pattern: 'row', count: 2 },
        { tierKey: 'standard', pattern: 'row', count: 2 },
      ]),
    )
  })

  it.each(['UTC', 'Asia/Seoul', 'America/Los_Angeles'])(
    'has thirty days that end today in %s, and forgets older ones',
    async (timeZone) => {
      const { signUps } = await getFleet(timeZone)
      const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
      expect(signUps).toHaveLength(30)
      expect(signUps.at(-1)).toEqual({ day: today, count: 3 })
      expect(signUps.reduce((sum, { count }) => sum + count, 0)).toBe(3)
      expect(new Set(signUps.map(({ day }) => day)).size).toBe(30)
    },
  )
})

describe('the street', () => {
  it('has a house for every tenant, with its state and people', async () => {
    const [server, ...others] = await listStreet()
    expect(others).toEqual([])
    expect(server).toMatchObject({ name: 'first', region: 'local', databaseCount: 1 })
    expect(server!.lots).toHaveLength(1)
    expect(server!.lots[0]).toMatchObject({ pattern: 'row', tenantCount: 4, tenantsPerHouse: 1 })
    expect(server!.lots[0]!.houses).toContainEqual({ slug: 'tall', name: 'tall', state: 'active', people: 17_000 })
    expect(server!.lots[0]!.houses).toContainEqual({ slug: 'shut', name: 'shut', state: 'stopped', people: null })
  })

  it('joins neighbours when there are more tenants than a screen has columns, and one that failed still shows', async () => {
    await world.asSuperuser(
      `WITH made AS (INSERT INTO tenants (id, slug, name, status, tier_key, region, locale, time_zone, country, currency, people_count)
         SELECT gen_random_uuid(), 'crowd-' || i, 'c', 'active', 'free', 'local', 'en', 'UTC', 'US', 'USD', i FROM generate_series(1, 2500) i RETURNING id)
       INSERT INTO placements (tenant_id, pattern, database_id, schema) SELECT id, 'row', $1, 'public' FROM made`,
      [world.databaseId],
      world.catalog,
    )
    const lot = (await listStreet())[0]!.lots[0]!
    expect(lot).toMatchObject({ tenantCount: 2504, tenantsPerHouse: 2 })
    expect(lot.houses).toHaveLength(1252)
    expect(lot.houses.every(({ slug }) => slug === null)).toBe(true)
    expect(lot.houses.filter(({ state }) => state === 'failed')).toHaveLength(1)
    expect(Math.max(...lot.houses.map(({ people }) => people ?? 0))).toBe(17_000)
  })
})

describe('names and marks for lists', () => {
  it('are found by id, and tenants that are gone are left out', async () => {
    const names = await nameTenants([ids.tall!, null, ids.tall!, '01890000-0000-7000-8000-000000000000'])
    expect([...names.values()]).toEqual([{ id: ids.tall, slug: 'tall', name: 'tall' }])
    expect((await nameTenants([null])).size).toBe(0)
  })

  it('have no mark while the theme has no colours, so that none is invented', async () => {
    const { tenants } = await listTenants({ search: 'tall' })
    expect(tenants[0]!.mark).toBeNull()
    expect((await getTenant('tall')).branding).toMatchObject({ mark: 'initial', colours: null })
  })
})
