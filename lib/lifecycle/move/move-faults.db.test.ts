import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPlacement, findTenantById } from '@/lib/catalog'
import { catalogDb, setGate } from '@/lib/db'
import { openTenant } from '@/lib/tenancy'
import { useOwnServer } from '@/scripts/testing/own-server'
import { until } from '@/scripts/testing/until'
import { createWorld, type World } from '@/scripts/testing/world'
import { stopTenant } from '../index'
import { cancelMove, getMove, previewMove, purgeFormer, reconcileCatalog, startMove, superviseMoves, sweepLeftovers } from './index'
import { addDatabase, fill, gateAt, openById, operator, startMover, untilOver } from './testing/move-lab'

let stopServer: () => Promise<void>
let world: World
let mover: { stop(): Promise<void> }
let second: string
beforeAll(async () => {
  stopServer = await useOwnServer()
  world = await createWorld()
  second = `${world.database}_second`
  await addDatabase(world, 'second', 'row')
  mover = await startMover()
})
afterAll(async () => {
  await mover.stop()
  await stopServer()
})

const move = (tenantId: string, method: 'online' | 'offline' = 'online') => startMove(operator, { tenantId, toPattern: 'row', method })
const rowsAt = async (database: string, tenantId: string) =>
  (await world.asSuperuser<{ n: number }>('SELECT count(*)::int AS n FROM employees WHERE tenant_id = $1', [tenantId], database)).rows[0]!.n
const slots = async () => (await world.asSuperuser('SELECT FROM pg_replication_slots')).rowCount

test('of two operators who start a move of one tenant one wins, and the other hears', async () => {
  const { tenant } = await world.addTenant()
  const [first, other] = await Promise.allSettled([move(tenant.id), move(tenant.id)])
  const won = [first, other].filter(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<{ id: string }>[]
  const lost = [first, other].find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(won).toHaveLength(1)
  expect(lost.reason).toMatchObject({ code: 'conflict' })
  expect(await untilOver(won[0]!.value.id)).toMatchObject({ state: 'succeeded' })
})

test('a tenant without a row moves offline, and a client from before finds it', async () => {
  const { tenant } = await world.addTenant()
  const stale = openTenant((await findTenantById(tenant.id))!)
  const { id } = await move(tenant.id, 'offline')
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded' })
  expect(await stale.department.count()).toBe(0)
  await stale.department.create({ data: { code: '1', name: 'written by a stale client' } })
  expect(await (await openById(tenant.id)).department.count()).toBe(1)
})

test('a table that one side lacks ends the move with its name, and the tenant goes on where it was', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  await world.asSuperuser('ALTER TABLE employees ADD COLUMN odd text')
  const { id } = await move(tenant.id)
  const view = await untilOver(id)
  await world.asSuperuser('ALTER TABLE employees DROP COLUMN odd')
  expect(view).toMatchObject({
    state: 'failed',
    error: { code: 'conflict', message: expect.stringMatching(/employees\.odd is text .* missing/) },
  })
  await until(async () => (await getMove(operator, id)).phase === 'aborted')
  expect(await (await openById(tenant.id)).employee.count()).toBe(10)
  expect(await rowsAt(second, tenant.id)).toBe(0)
  expect(await gateAt(tenant.id, { ...tenant.location, database: second })).toBeNull()
  expect(await slots()).toBe(0)
})

test('a move that is cancelled leaves nothing behind, and can be started again', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const blocker = (await world.asSuperuser('BEGIN; SELECT txid_current()')) && true // a slot waits for it, so the move stands still
  const { id } = await move(tenant.id)
  await until(async () => (await getMove(operator, id)).phase === 'copying')
  await cancelMove(operator, id)
  if (blocker) await world.asSuperuser('ROLLBACK')
  expect(await untilOver(id)).toMatchObject({ state: 'cancelled' })
  await until(async () => (await getMove(operator, id)).phase === 'aborted')
  expect(await slots()).toBe(0)
  expect(await gateAt(tenant.id, tenant.location)).toEqual({ state: 'open', epoch: 1 })
  const again = await move(tenant.id)
  expect(await untilOver(again.id)).toMatchObject({ state: 'succeeded' })
  await expect(cancelMove(operator, again.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('a stopped tenant moves and arrives stopped', async () => {
  const { tenant } = await world.addTenant()
  await stopTenant(operator, { tenantId: tenant.id, reason: 'for a while' })
  const { id } = await move(tenant.id)
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded' })
  expect(await gateAt(tenant.id, (await findPlacement(tenant.id))!)).toEqual({ state: 'stopped', epoch: 2 })
})

test('the copy that is left behind is shut, named, and purged when somebody says so', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const { id } = await move(tenant.id)
  await untilOver(id)
  expect(await rowsAt(world.database, tenant.id)).toBe(10)
  const { former, facts } = await getMove(operator, id)
  expect(former).toMatchObject({ purgedAt: null })
  expect([facts.rowsCopied, facts.waitsFor]).toEqual([facts.rowsTotal, []])
  await purgeFormer(operator, { moveId: id })
  expect(await rowsAt(world.database, tenant.id)).toBe(0)
  expect((await getMove(operator, id)).former?.purgedAt).toEqual(expect.any(String))
  expect(await (await openById(tenant.id)).employee.count()).toBe(10)
})

test('a catalog from before a move follows the gates, and the old copy stays shut', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const before = (await catalogDb().placement.findUniqueOrThrow({ where: { tenantId: tenant.id } })) as {
    databaseId: string
    epoch: number
  }
  await untilOver((await move(tenant.id)).id)
  await catalogDb().placement.update({ where: { tenantId: tenant.id }, data: { databaseId: before.databaseId, epoch: before.epoch } })
  await expect((async () => (await openById(tenant.id)).employee.count())()).rejects.toMatchObject({ code: 'tenant_moved' })
  expect((await reconcileCatalog(operator, { isDry: true })).changed).toMatchObject([{ tenantId: tenant.id, isDone: false }])
  expect((await reconcileCatalog(operator)).changed).toMatchObject([{ tenantId: tenant.id, to: { epoch: 2, database: second } }])
  expect(await (await openById(tenant.id)).employee.count()).toBe(10)
  expect((await reconcileCatalog(operator)).changed).toEqual([])
})

test('a fence whose mover is silent goes away, and the tenant writes again', async () => {
  const { tenant, db } = await world.addTenant()
  const id = await catalogDb().operation.create({
    data: { kind: 'tenant.move', tenantId: tenant.id, state: 'running', input: {}, requestedBy: {} },
  })
  const from = { epoch: 1, fromPattern: 'row', fromDatabaseId: world.databaseId, fromSchema: 'public', toPattern: 'row' }
  await catalogDb().move.create({
    data: { id: id.id, tenantId: tenant.id, method: 'online', phase: 'fencing', heartbeatAt: new Date(0), ...from },
  })
  await setGate(tenant.location, tenant.id, { state: 'frozen', epoch: 1 })
  await world.asSuperuser('UPDATE sec.gate SET fence = gen_random_uuid() WHERE tenant_id = $1', [tenant.id])
  await until(async () => (await gateAt(tenant.id, tenant.location))?.state === 'open')
  await db.department.create({ data: { code: '1', name: 'written again' } })
  expect((await getMove(operator, id.id)).phase).toBe('streaming')
  await catalogDb().move.update({ where: { id: id.id }, data: { phase: 'aborted' } })
  await catalogDb().operation.update({ where: { id: id.id }, data: { state: 'failed' } })
  await superviseMoves()
})

test('a slot and a half-made copy that belong to no move are swept, and a live copy never', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  await world.asSuperuser(`SELECT pg_create_logical_replication_slot('mv_${'0'.repeat(32)}', 'pgoutput')`)
  await setGate({ ...tenant.location, database: second }, tenant.id, { state: 'incoming', epoch: 7 })
  const found = await sweepLeftovers(operator)
  expect(found).toContainEqual(expect.objectContaining({ kind: 'slot', isSwept: true }))
  expect(found).toContainEqual(expect.objectContaining({ kind: 'copy', name: tenant.id, isSwept: true }))
  expect(await slots()).toBe(0)
  expect(await (await openById(tenant.id)).employee.count()).toBe(10)
  expect(await sweepLeftovers(operator)).toEqual([])
})

test('a preview tells what is in the way, and changes nothing', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const preview = await previewMove(operator, { tenantId: tenant.id, toPattern: 'row' })
  expect(preview).toMatchObject({ method: 'online', from: { database: world.database }, to: { database: second }, blockers: [] })
  expect(preview.rows).toBeGreaterThan(15)
  expect((await previewMove(operator, { tenantId: tenant.id, toPattern: 'schema' })).blockers).toContainEqual(
    expect.objectContaining({ code: 'target' }),
  )
})
