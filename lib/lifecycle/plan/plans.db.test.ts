import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { newId } from '@/lib/core'
import { catalogDb, sql, table } from '@/lib/db'
import { getOperation, startJobRunner } from '@/lib/operations'
import { createWorld, type World } from '@/scripts/testing/world'
import { drainServer } from '../server/drain-server'
import { getPlan, listPlannedMoves, listPlans } from './get-plan'
import { makePlan } from './make-plan'
import './execute-plan'
import { unscopedSampleLoads } from './sample-loads'
import { startPlan } from './start-plan'
import { strikeMoves } from './strike-moves'

let world: World
const me = systemPrincipal('test')
const viewer = {
  ...{ kind: 'operator', operatorId: newId(), sessionId: null, name: 'V', email: 'v@x', role: 'viewer', locale: null },
  permissions: new Set(['tenant:read']),
} as Parameters<typeof makePlan>[0]
const second = newId()

beforeAll(async () => {
  world = await createWorld()
  await catalogDb().server.create({ data: { id: second, name: 'second', region: 'local', host: 'x', port: 1, level: 'full' } })
  await catalogDb().database.create({ data: { id: newId(), serverId: second, name: 'row', pattern: 'row' } })
  await catalogDb().server.updateMany({ data: { capacity: { bytesMax: 100e9, loadMax: 4 } } })
  for (const [slug, load, gigabytes] of [
    ['loud', 1.6, 1],
    ['large', 1.5, 30],
    ['small', 0.1, 1],
  ] as const) {
    const { tenant } = await world.addTenant({ slug })
    await catalogDb().tenantLoad.create({ data: { tenantId: tenant.id, load } })
    await catalogDb().tenantUsage.create({
      data: { tenantId: tenant.id, day: new Date('2026-01-02'), rows: 1n, bytes: BigInt(gigabytes * 1e9), tables: {} },
    })
  }
})
afterAll(() => world.close())

describe('a plan', () => {
  test('is made of measured sizes and sampled loads, moves nobody, and is kept as it was shown', async () => {
    const plan = await makePlan(me, { kind: 'rebalance' })
    expect(plan).toMatchObject({ moves: 1, struck: 0, operationId: null, goal: { kind: 'rebalance', target: 0.65 } })
    const { moves } = await listPlannedMoves(plan.id)
    expect(moves[0]).toMatchObject({ tenant: { slug: 'loud' }, from: 'first', to: 'second', reason: 'loudest', bytes: 1e9 })
    const [first] = plan.servers
    expect(first!.before).toBeGreaterThan(0.75)
    expect(first!.after).toBeLessThan(0.65)
    expect(await catalogDb().placement.count({ where: { databaseId: world.databaseId } })).toBe(3)
    expect((await listPlans()).plans[0]!.id).toBe(plan.id)
  })

  test('follows what is struck out, and puts back what is restored', async () => {
    const { id, servers } = await makePlan(me, { kind: 'drain', server: 'first' })
    expect((await getPlan(id)).moves).toBe(3)
    const all = await strikeMoves(me, { planId: id, positions: [0, 1, 2], isStruck: true })
    expect(all).toMatchObject({ struck: 3, bytes: 0, secondsPredicted: 0 })
    for (const server of all.servers) expect(server.chosen).toBeCloseTo(server.before)
    const back = await strikeMoves(me, { planId: id, positions: [0, 1, 2], isStruck: false })
    expect(back.servers).toEqual(servers)
    await expect(strikeMoves(me, { planId: id, positions: [9], isStruck: true })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('pages its moves in the order in which they were proposed', async () => {
    const { id } = await makePlan(me, { kind: 'drain', server: 'first' })
    const first = await listPlannedMoves(id, { limit: 2 })
    const rest = await listPlannedMoves(id, { limit: 2, cursor: first.nextCursor! })
    expect([...first.moves, ...rest.moves].map(({ position }) => position)).toEqual([0, 1, 2])
    expect(rest.nextCursor).toBeNull()
    await expect(listPlannedMoves(id, { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('sends nobody to a server that drains, and says who stays', async () => {
    await drainServer(me, { server: 'second' })
    const plan = await makePlan(me, { kind: 'drain', server: 'first' })
    expect(plan).toMatchObject({ moves: 0, staying: [{ why: 'region', count: 3 }] })
    await catalogDb().server.update({ where: { id: second }, data: { state: 'ready' } })
  })

  test('is refused without the permission, without a server to drain, and for one that is not there', async () => {
    await expect(makePlan(viewer, { kind: 'rebalance' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(strikeMoves(viewer, { planId: newId(), positions: [0], isStruck: true })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(makePlan(me, { kind: 'drain' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(makePlan(me, { kind: 'drain', server: 'no-such' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(getPlan(newId())).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a statement that runs is a sample of its own tenant, and what has ended is none', async () => {
  await catalogDb()
    .server.delete({ where: { id: second } })
    .catch(() => catalogDb().database.deleteMany({ where: { serverId: second } }))
  const { tenant, db } = await world.addTenant()
  const running = db.$queryRaw(sql`SELECT pg_sleep(20)::text FROM ${table('tenancy_probe')} RIGHT JOIN (SELECT) one ON true`).then(
    () => 'ended',
    () => 'cancelled',
  )
  await expect
    .poll(
      async () => (await world.asSuperuser(`SELECT FROM pg_stat_activity WHERE application_name = $1`, [`tenant:${tenant.id}`])).rowCount,
    )
    .toBe(1)
  await unscopedSampleLoads()
  const { load } = await catalogDb().tenantLoad.findUniqueOrThrow({ where: { tenantId: tenant.id } })
  expect(load).toBeGreaterThan(0)
  await world.asSuperuser(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = $1`, [`tenant:${tenant.id}`])
  await running
  await unscopedSampleLoads()
  expect((await catalogDb().tenantLoad.findUniqueOrThrow({ where: { tenantId: tenant.id } })).load).toBe(load)
})

test('a plan runs as one operation: a move that is refused by now is struck out, and the operation says so', async () => {
  const moon = newId()
  await catalogDb().server.create({
    data: { id: moon, name: 'third', region: 'local', host: '127.0.0.1', port: 1, level: 'full', adminSecret: 'x' },
  })
  await catalogDb().database.create({ data: { id: newId(), serverId: moon, name: 'row', pattern: 'row' } })
  const { id, moves } = await makePlan(me, { kind: 'drain', server: 'first' })
  expect(moves).toBeGreaterThan(0)
  await catalogDb().server.update({ where: { id: moon }, data: { state: 'draining' } })
  await expect(startPlan(viewer, { planId: id })).rejects.toMatchObject({ code: 'forbidden' })
  const { id: operationId } = await startPlan(me, { planId: id })
  await expect(startPlan(me, { planId: id })).rejects.toMatchObject({ code: 'conflict' })
  await expect(strikeMoves(me, { planId: id, positions: [0], isStruck: true })).rejects.toMatchObject({ code: 'conflict' })
  const runner = await startJobRunner({ handlers: {}, slots: 1 })
  await expect.poll(async () => (await getOperation(operationId)).state, { timeout: 20_000, interval: 100 }).toBe('succeeded')
  await runner.stop()
  expect((await getOperation(operationId)).result).toEqual({ moved: 0, failed: 0, refused: moves })
  expect(await getPlan(id)).toMatchObject({ struck: moves, operationId })
})
