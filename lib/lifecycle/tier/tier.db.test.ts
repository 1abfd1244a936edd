import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { findPlacement, getTenant } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { openTenantById } from '@/lib/tenancy'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'
import { changeTier, previewTier } from '../index'
import { addDatabase, startMover, untilOver } from '../move/testing/move-lab'

const operator = systemPrincipal('test')
let stopServer: () => Promise<void>
let world: World
let mover: { stop(): Promise<void> }
beforeAll(async () => {
  stopServer = await useOwnServer()
  world = await createWorld()
  await addDatabase(world, 'schemas', 'schema')
  mover = await startMover()
})
afterAll(async () => {
  await mover.stop()
  await stopServer()
})

test('a change of tier that stays where it is tells what is gained and lost, and happens at once', async () => {
  const { tenant } = await world.addTenant()
  const wanted = { tenantId: tenant.id, tier: 'standard', toPattern: 'row' as const }
  const up = await previewTier(operator, wanted)
  expect(up).toMatchObject({ from: { tier: 'free', pattern: 'row' }, to: { tier: 'standard', pattern: 'row' }, move: null, blockers: [] })
  expect([up.gains, up.losses]).toEqual([['payroll'], []])
  const { id } = await changeTier(operator, wanted)
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded', result: { tier: 'standard' } })
  expect(await getTenant(tenant.id)).toMatchObject({ tierKey: 'standard' })
  expect(await previewTier(operator, { tenantId: tenant.id, tier: 'free' })).toMatchObject({ gains: [], losses: ['payroll'] })
})

test('a tier leads to the pattern that it opens tenants in, unless another one is wanted', async () => {
  const { tenant } = await world.addTenant()
  const patternOf = async (tier: string) => (await previewTier(operator, { tenantId: tenant.id, tier })).to.pattern
  expect([await patternOf('free'), await patternOf('standard'), await patternOf('enterprise')]).toEqual(['row', 'schema', 'instance'])
})

test('one with another pattern moves the data first, and the tier follows when it has arrived; and back', async () => {
  const { tenant, db } = await world.addTenant()
  await db.department.create({ data: { id: newId(), code: 'A', name: 'x' } })
  const wanted = { tenantId: tenant.id, tier: 'standard' }
  const preview = await previewTier(operator, wanted)
  expect(preview).toMatchObject({ to: { pattern: 'schema' }, move: { from: { pattern: 'row' } }, blockers: [] })
  expect(preview.rows).toBeGreaterThan(0)
  const { id } = await changeTier(operator, wanted)
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded', error: null })
  expect(await getTenant(tenant.id)).toMatchObject({ tierKey: 'standard', placement: { pattern: 'schema' } })
  expect(await (await openTenantById(tenant.id)).department.count()).toBe(1)

  const back = await previewTier(operator, { tenantId: tenant.id, tier: 'free' })
  expect(back).toMatchObject({ to: { tier: 'free', pattern: 'row' }, move: { from: { pattern: 'schema' } } }) // free allows rows only
  const { id: backId } = await changeTier(operator, { tenantId: tenant.id, tier: 'free' })
  expect(await untilOver(backId)).toMatchObject({ state: 'succeeded', error: null })
  expect(await findPlacement(tenant.id)).toMatchObject({ pattern: 'row', epoch: 3 })
  expect(await getTenant(tenant.id)).toMatchObject({ tierKey: 'free' })
})

test('it is refused with everything that is in the way, and changes nothing', async () => {
  const { tenant } = await world.addTenant({ tierKey: 'standard' })
  await catalogDb().tenantUsage.create({
    data: { tenantId: tenant.id, day: new Date(), rows: 1_000_001n, bytes: 2_000_000_000n, tables: [] },
  })
  const { id } = await catalogDb().operation.create({
    data: { kind: 'x', tenantId: tenant.id, input: {}, requestedBy: { kind: 'system', id: 'x' }, state: 'running' },
  })
  const { blockers } = await previewTier(operator, { tenantId: tenant.id, tier: 'free' })
  expect(blockers.map(({ code }) => code)).toEqual(['rows', 'storage', 'operation'])
  await expect(changeTier(operator, { tenantId: tenant.id, tier: 'free' })).rejects.toMatchObject({ code: 'conflict' })
  await catalogDb().operation.delete({ where: { id } })
  await expect(previewTier(operator, { tenantId: tenant.id, tier: 'free', toPattern: 'schema' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  expect((await previewTier(operator, { tenantId: tenant.id, tier: 'standard' })).blockers).toMatchObject([{ code: 'same' }])
  const viewer = { kind: 'operator', permissions: new Set(['tenant:read']) } as never
  await expect(changeTier(viewer, { tenantId: tenant.id, tier: 'free' })).rejects.toMatchObject({ code: 'forbidden' })
})
