import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTenantById } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb, setGate, withOwner } from '@/lib/db'
import { openTenant, openTenantById, table } from '@/lib/tenancy'
import { until } from '@/scripts/testing/until'
import { createWorld, type World } from '@/scripts/testing/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** The same tenant one epoch on, as after a move: the catalog says so and the gate too, and this process may not have heard. */
async function move(tenantId: string, change: { isCatalogTold: boolean }) {
  const { location } = (await findTenantById(tenantId).then((found) => ({ location: found!.placement })))!
  await setGate(location, tenantId, { state: 'open', epoch: location.epoch + 1 })
  if (change.isCatalogTold) await catalogDb().placement.update({ where: { tenantId }, data: { epoch: { increment: 1 } } })
}

test('a tenant that has moved under an open client is found again, and the work is done once', async () => {
  const { tenant } = await world.addTenant()
  const db = openTenant((await findTenantById(tenant.id))!)
  await db.department.create({ data: { code: '1', name: 'before' } })
  await move(tenant.id, { isCatalogTold: true })
  expect((await db.department.findMany()).map((row) => row.name)).toEqual(['before'])
  await db.department.create({ data: { code: '2', name: 'after' } })
  await db.$transaction(async (tx) => {
    await tx.department.create({ data: { code: '3', name: 'in a transaction' } })
  })
  expect(await db.$queryRaw`SELECT count(*)::int AS n FROM ${table('departments')}`).toEqual([{ n: 3 }])
})

test('a tenant whose new place nobody knows yet is being moved, and nothing is written', async () => {
  const { tenant } = await world.addTenant()
  const db = openTenant((await findTenantById(tenant.id))!)
  await move(tenant.id, { isCatalogTold: false })
  await expect(db.department.create({ data: { code: '1', name: 'x' } })).rejects.toMatchObject({
    code: 'tenant_moved',
    retryAfterSeconds: 2,
  })
  await catalogDb().placement.update({ where: { tenantId: tenant.id }, data: { epoch: { increment: 1 } } })
  expect(await db.department.count()).toBe(0)
})

test('a write that meets the fence of a move waits for its end, and is done once, at the new place', async () => {
  const { tenant } = await world.addTenant()
  const db = openTenant((await findTenantById(tenant.id))!)
  await setGate(tenant.location, tenant.id, { state: 'frozen', epoch: 1 })
  let tries = 0
  const writes = [
    db.department.create({ data: { code: '1', name: 'alone' } }),
    db.$transaction(async (tx) => {
      tries++
      await tx.department.create({ data: { code: '2', name: 'in a transaction' } })
    }),
  ]
  await until(() => tries > 1)
  await move(tenant.id, { isCatalogTold: true })
  await Promise.all(writes)
  expect(await db.department.count()).toBe(2)
})

test('a stopped tenant gets no client, and one that is not finished only for the work that finishes it', async () => {
  const stopped = await world.addTenant({ status: 'stopped' })
  await expect(openTenantById(stopped.tenant.id)).rejects.toMatchObject({ code: 'tenant_stopped' })
  const unfinished = await world.addTenant({ status: 'provisioning' })
  await expect(openTenantById(unfinished.tenant.id)).rejects.toMatchObject({ code: 'not_found' })
  const db = await openTenantById(unfinished.tenant.id, { isProvisioning: true })
  expect(await db.department.count()).toBe(0)
})

test('an unknown tenant gets no client', async () => {
  await expect(openTenantById(newId())).rejects.toMatchObject({ code: 'not_found' })
  await expect(openTenantById('x')).rejects.toMatchObject({ code: 'not_found' })
})

test("the tier's statement timeout goes with the client", async () => {
  await withOwner(world.catalog, (owner) =>
    owner.query(`UPDATE tiers SET limits = limits || '{"statementTimeoutSeconds": 7}' WHERE key = 'free'`),
  )
  const { tenant } = await world.addTenant()
  const db = await openTenantById(tenant.id)
  expect(
    await db.$queryRaw`SELECT current_setting('statement_timeout') AS t FROM ${table('tenancy_probe')} RIGHT JOIN (SELECT) one ON true`,
  ).toEqual([{ t: '7s' }])
})
