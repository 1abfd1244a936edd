import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { checkSlug, findTenantByHost, insertTenant } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { renameTenant } from '.'

let world: World
const admin = systemPrincipal('test')
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const found = async (slug: string) => (await findTenantByHost(`${slug}.localhost`))?.slug ?? null
const rename = (tenantId: string, slug: string) => renameTenant(admin, { tenantId, slug })

test('the old address leads to the new one for a time, and is nobody else’s afterwards', async () => {
  const { tenant } = await world.addTenant({ slug: 'before' })
  expect(await found('before')).toBe('before')
  await rename(tenant.id, 'after')
  await expect.poll(() => found('before')).toBe('after')
  expect(await found('after')).toBe('after')
  expect(await checkSlug('before')).toEqual({ isFree: false, reason: 'taken' })
  const take = catalogDb().$transaction((tx) =>
    insertTenant(tx, {
      id: newId(),
      slug: 'before',
      name: 'Thief',
      status: 'provisioning',
      tierKey: 'free',
      region: 'local',
      locale: 'en',
      timeZone: 'UTC',
      country: 'US',
      currency: 'USD',
    }),
  )
  await expect(take).rejects.toMatchObject({ code: 'slug_taken' })
  await catalogDb().formerSlug.update({ where: { slug: 'before' }, data: { redirectsUntil: new Date(Date.now() - 1000) } })
  await expect.poll(() => found('before')).toBeNull()
  expect((await checkSlug('before')).isFree).toBe(false)
})

test('a tenant may take its own old address back; others may not', async () => {
  const [own, other] = [await world.addTenant({ slug: 'home-a' }), await world.addTenant({ slug: 'home-b' })]
  await rename(own.tenant.id, 'home-c')
  await expect(rename(other.tenant.id, 'home-a')).rejects.toMatchObject({ code: 'slug_taken' })
  await rename(own.tenant.id, 'home-a')
  await expect.poll(() => found('home-c')).toBe('home-a')
})

test.each(['home-b', 'admin', 'rowhouse', 'xn--a', '12', 'UPPER', 'a b', ''])('%j cannot be taken', async (slug) => {
  const { tenant } = await world.addTenant()
  await expect(rename(tenant.id, slug)).rejects.toMatchObject({ code: expect.stringMatching(/^(slug_taken|invalid_input)$/) })
})

test('of two who want the same address one gets it', async () => {
  const tenants = [await world.addTenant(), await world.addTenant()]
  const outcomes = await Promise.allSettled(tenants.map(({ tenant }) => rename(tenant.id, 'wanted')))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'slug_taken' } })
})
