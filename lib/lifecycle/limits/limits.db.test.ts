import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { admitRequest, findTenantByHost, findTenantById, getTenant, getTenantLimits } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { listCatalogAudit } from '@/lib/governance'
import { openTenantById } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { setDeployment, setTenantLimits, unscopedChangeTierTerms, unscopedSetResourcePool, updateTenant } from '../index'

let world: World
const operator = systemPrincipal('test')
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  delete process.env.DEPLOYMENT
  await world.close()
})
const within = { timeout: 1000, interval: 20 }
let number = 0
const hire = async (tenantId: string) =>
  (await openTenantById(tenantId)).employee.create({
    data: { id: newId(), number: String(++number), firstName: 'Ada', lastName: 'Kim', hiredOn: new Date('2020-01-01') },
  })
const outcome = (tenantId: string) =>
  hire(tenantId).then(
    () => 'hired',
    (error) => error.code,
  )

test('a limit of a tenant’s own holds within a second, and the tier’s again when it is taken away', async () => {
  const { tenant } = await world.addTenant()
  await hire(tenant.id)
  const set = await setTenantLimits(operator, { tenantId: tenant.id, limits: { rowsMax: 1, requestsPerSecond: 7 }, reserve: 2 })
  expect(set).toMatchObject({ limits: { rowsMax: 1, requestsPerSecond: 7, concurrentQueries: 10 }, overrides: { rowsMax: 1 }, reserve: 2 })
  await expect.poll(() => outcome(tenant.id), within).toBe('limit_reached')
  await setTenantLimits(operator, { tenantId: tenant.id, limits: { rowsMax: null } })
  await expect.poll(() => outcome(tenant.id), within).toBe('hired')
  expect((await getTenantLimits(tenant.id)).overrides).toEqual({ requestsPerSecond: 7 })
  const { records } = await listCatalogAudit({ tenantId: tenant.id })
  expect(records.filter(({ action }) => action === 'tenant.limits-set')).toHaveLength(2)
})

test('a pool, a reserve and a tier change for all their tenants without a restart', async () => {
  const { tenant } = await world.addTenant({ tierKey: 'standard' })
  await unscopedSetResourcePool(operator, { key: 'busy', percent: 40, floor: 1, ceiling: 5 })
  await setTenantLimits(operator, { tenantId: tenant.id, pool: 'busy', reserve: 3 })
  const share = async () => (await findTenantById(tenant.id))?.share
  await expect.poll(share, within).toMatchObject({ pool: 'busy', poolPercent: 40, floor: 1, ceiling: 5, reserve: 3, concurrentMax: 20 })
  await unscopedSetResourcePool(operator, { key: 'busy', percent: 50, floor: 2, ceiling: 6 })
  await unscopedChangeTierTerms(operator, { tier: 'standard', limits: { concurrentQueries: 33 } })
  await expect.poll(share, within).toMatchObject({ poolPercent: 50, ceiling: 6, concurrentMax: 33 })
  await expect(setTenantLimits(operator, { tenantId: tenant.id, reserve: 7 })).rejects.toMatchObject({ fields: { reserve: 'at most 6' } })
  await expect(setTenantLimits(operator, { tenantId: tenant.id, pool: 'none' })).rejects.toMatchObject({ code: 'invalid_input' })
  const support = { kind: 'operator', permissions: new Set(['tenant:read', 'tenant:stop']) } as never
  await expect(setTenantLimits(support, { tenantId: tenant.id, reserve: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(unscopedSetResourcePool(support, { key: 'x', percent: 1, floor: 1, ceiling: 2 })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('requests beyond what a tenant may make are refused with a time to come back, and another tenant does not notice', async () => {
  const [one, other] = [(await world.addTenant()).tenant, (await world.addTenant()).tenant]
  await setTenantLimits(operator, { tenantId: one.id, limits: { requestsPerSecond: 5 } })
  const limited = (await findTenantById(one.id))!
  const refused = []
  for (let n = 0; n < 60; n++) {
    try {
      await admitRequest(limited)
    } catch (error) {
      refused.push(error)
    }
  }
  expect(refused.length).toBeGreaterThan(30) // three seconds' worth passes
  expect(refused[0]).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 })
  await admitRequest((await findTenantById(other.id))!)
})

test('a PATCH of the tier asks what every change of tier asks: room, and nothing under way', async () => {
  const { tenant } = await world.addTenant({ tierKey: 'standard' })
  await catalogDb().tenantUsage.create({ data: { tenantId: tenant.id, day: new Date(), rows: 1_000_001n, bytes: 5n, tables: [] } })
  const patch = () => updateTenant(operator, { tenantId: tenant.id, tier: 'free' })
  await expect(patch()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('1000001 rows') })
  expect((await getTenant(tenant.id)).tierKey).toBe('standard')
  await setTenantLimits(operator, { tenantId: tenant.id, limits: { rowsMax: 2_000_000 } }) // its own limit stays with it
  await patch()
  expect((await getTenant(tenant.id)).tierKey).toBe('free')
})

test('a tenant of a deployment is served there and nowhere else, from one second to the next', async () => {
  const { tenant } = await world.addTenant()
  const find = () =>
    findTenantByHost(`${tenant.slug}.localhost`).then(
      (found) => found?.id,
      (error) => error.code,
    )
  expect(await find()).toBe(tenant.id)
  const missing = setDeployment(operator, { tenantId: tenant.id, deployment: 'seoul-1' })
  await expect(missing).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('DEPLOYMENT=seoul-1') })
  await catalogDb().webProcess.create({ data: { id: newId(), host: 'x', processId: 1, deployment: 'seoul-1' } })
  await setDeployment(operator, { tenantId: tenant.id, deployment: 'seoul-1' })
  await expect.poll(find, within).toBe('misdirected')
  process.env.DEPLOYMENT = 'seoul-1'
  expect(await find()).toBe(tenant.id)
  const { tenant: other } = await world.addTenant()
  await expect(findTenantByHost(`${other.slug}.localhost`)).rejects.toMatchObject({ code: 'misdirected' })
})
