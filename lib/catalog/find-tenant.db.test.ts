import { fork } from 'node:child_process'
import { on, once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { findTenantByHost, findTenantById } from './index'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a change reaches another process within a second, long before its time to live', async () => {
  const { tenant } = await world.addTenant()
  const child = fork('lib/catalog/testing/listening-process.ts', { execArgv: ['--import', 'tsx'] })
  try {
    const messages = on(child, 'message', { signal: AbortSignal.timeout(30_000) })
    const next = async () => (await messages.next()).value[0]
    expect(await next()).toBe('ready')
    child.send(tenant.id)
    expect(await next()).toMatchObject({ name: tenant.slug })
    for (const name of ['First', 'Second', 'Third']) {
      const changedAt = Date.now()
      await catalogDb().tenant.update({ where: { id: tenant.id }, data: { name } })
      const seen = await next()
      expect(seen).toMatchObject({ name })
      expect(seen.at - changedAt).toBeLessThan(1000)
    }
  } finally {
    child.kill()
    await once(child, 'exit')
  }
})

test('tenants go on being found while the catalog is away, and changes are seen again when it is back', async () => {
  const { tenant } = await world.addTenant()
  const find = () => findTenantByHost(`${tenant.slug}.localhost`)
  expect(await find()).toMatchObject({ name: tenant.slug })
  await world.asSuperuser(`ALTER DATABASE ${world.catalog} ALLOW_CONNECTIONS false`, [], 'postgres')
  const end = () =>
    world.asSuperuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [world.catalog], 'postgres')
  try {
    await end()
    // The gap in what it heard makes all it knows doubtful, so it asks, in vain.
    for (let n = 0; n < 20; n++) expect(await find()).toMatchObject({ name: tenant.slug })
    await expect(findTenantById('019ab000-0000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'unavailable' })
  } finally {
    await world.asSuperuser(`ALTER DATABASE ${world.catalog} ALLOW_CONNECTIONS true`, [], 'postgres')
  }
  await catalogDb().tenant.update({ where: { id: tenant.id }, data: { name: 'Back again' } })
  await expect.poll(async () => (await find())?.name, { timeout: 10_000 }).toBe('Back again')
})

test('ten thousand tenants in memory take less than 10 KB each', async () => {
  const { TenantCache } = await import('./tenant-cache')
  const { loadTenant } = await import('./load-tenant')
  const { tenant } = await world.addTenant({ tierKey: 'standard' })
  const { computeTheme } = await import('@/lib/portal')
  const theme = JSON.stringify(computeTheme('#0f6b66'))
  await catalogDb().$executeRaw`UPDATE brandings SET theme = ${theme}::jsonb WHERE tenant_id = ${tenant.id}::uuid`
  const sample = await loadTenant({ by: 'id', value: tenant.id })
  const texts = JSON.stringify(sample)
  const count = 10_000
  const cache = new TenantCache({
    load: async ({ value }) => ({ ...JSON.parse(texts), id: value, slug: `slug-${value}`, sessionsNotBefore: new Date() }),
  })
  const before = process.memoryUsage().heapUsed
  for (let n = 0; n < count; n++) await cache.find({ by: 'id', value: `${n}` })
  const after = process.memoryUsage().heapUsed
  expect(cache.size).toBe(count)
  expect((after - before) / count).toBeLessThan(10_000)
})
