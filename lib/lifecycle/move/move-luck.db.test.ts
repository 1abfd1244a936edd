import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findPlacement, getDatabase } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { useOwnServer } from '@/scripts/testing/own-server'
import { until } from '@/scripts/testing/until'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'
import { listPlannedMoves } from '../plan/get-plan'
import { makePlan } from '../plan/make-plan'
import { startPlan } from '../plan/start-plan'
import { strikeMoves } from '../plan/strike-moves'
import { cancelMove, getMove, type MoveMethod, previewMove, startMove, sweepLeftovers } from './index'
import { addServer, fill, gateAt, openById, operator, type SecondServer, startMover, startWriter, untilOver } from './testing/move-lab'

let stopServer: () => Promise<void>
let world: World
let second: SecondServer
let there: { databaseId: string; database: string; host: string; port: number }
let mover: { stop(): Promise<void> }
beforeAll(async () => {
  stopServer = await useOwnServer()
  world = await createWorld()
  second = await addServer()
  there = await getDatabase(await second.addDatabase('row'))
  mover = await startMover()
})
afterAll(async () => {
  await mover.stop()
  await stopServer()
  await second.server.stop()
})
afterEach(async () => {
  await catalogDb().server.update({ where: { id: second.id }, data: { state: 'ready', region: 'local', capacity: {} } })
})

const move = (tenantId: string, method: MoveMethod | 'auto' = 'online') =>
  startMove(operator, { tenantId, toPattern: 'row', toServerId: second.id, method, keepHours: 0 })
const phaseOf = async (id: string) => (await getMove(operator, id)).phase
const blockersOf = async (tenantId: string) =>
  (await previewMove(operator, { tenantId, toPattern: 'row', toServerId: second.id })).blockers.map(({ message }) => message).join(' ')

/** Served from where it was, open and with all of its rows; nothing of the move is left on either server. */
async function expectUntouched({ id, location }: WorldTenant, employees: number): Promise<void> {
  expect(await findPlacement(id)).toMatchObject({ database: world.database, epoch: 1 })
  expect(await gateAt(id, location)).toEqual({ state: 'open', epoch: 1 })
  const db = await openById(id)
  expect(await db.employee.count()).toBe(employees)
  await db.setting.create({ data: { key: 'written', value: 1 } })
  expect(await gateAt(id, there)).toBeNull()
  expect((await second.asSuperuser(`SELECT FROM employees WHERE tenant_id = '${id}'`, there.database)).rowCount).toBe(0)
  for (const ask of [world.asSuperuser, second.asSuperuser]) {
    expect((await ask('SELECT slot_name FROM pg_replication_slots')).rows).toEqual([])
    expect((await ask('SELECT pubname FROM pg_publication')).rows).toEqual([])
  }
  expect(await sweepLeftovers(operator, { isDry: true })).toEqual([])
}

test('a plan that was started moves its tenants, and what was struck out stays', async () => {
  const [one, other] = [await world.addTenant(), await world.addTenant()]
  await Promise.all([fill(one.db, 10), fill(other.db, 10)])
  await catalogDb().server.update({ where: { id: second.id }, data: { capacity: { bytesMax: 100e9 } } })
  const plan = await makePlan(operator, { kind: 'drain', server: 'first' })
  const { moves } = await listPlannedMoves(plan.id)
  const positions = moves.filter(({ tenant }) => tenant.slug !== one.tenant.slug).map(({ position }) => position)
  await strikeMoves(operator, { planId: plan.id, positions, isStruck: true })
  const { id } = await startPlan(operator, { planId: plan.id })
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded', result: { moved: 1, failed: 0, refused: 0 } })
  expect(await findPlacement(one.tenant.id)).toMatchObject({ database: there.database, epoch: 2 })
  expect(await (await openById(one.tenant.id)).employee.count()).toBe(10)
  expect(await findPlacement(other.tenant.id)).toMatchObject({ database: world.database, epoch: 1 })
})

test('without the right to see past policies the mover goes by its own one: there and back, under writes', async () => {
  const { tenant, db } = await world.addTenant()
  const neighbour = await world.addTenant()
  await Promise.all([fill(db), fill(neighbour.db, 5)])
  await second.asSuperuser('ALTER ROLE rowhouse_mover NOBYPASSRLS')
  const writer = startWriter(tenant.id, 2, 20)
  expect(await untilOver((await move(tenant.id)).id)).toMatchObject({ state: 'succeeded', error: null })
  const back = await startMove(operator, { tenantId: tenant.id, toPattern: 'row', toServerId: world.serverId, keepHours: 0 })
  expect(await untilOver(back.id)).toMatchObject({ state: 'succeeded', error: null })
  expect(await untilOver((await move(tenant.id, 'offline')).id)).toMatchObject({ state: 'succeeded', error: null })
  await writer.stop()
  await second.asSuperuser('ALTER ROLE rowhouse_mover BYPASSRLS')
  expect(await writer.compare()).toMatchObject({ lost: 0 })
  expect(await (await openById(tenant.id)).employee.count()).toBe(60)
  expect(await (await openById(neighbour.tenant.id)).employee.count()).toBe(5)
})

test('a target without the right to switch triggers off is named with the statement that grants it, and nothing begins', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const grant = 'GRANT SET ON PARAMETER session_replication_role TO rowhouse_mover;'
  await second.asSuperuser('REVOKE SET ON PARAMETER session_replication_role FROM rowhouse_mover')
  await expect(move(tenant.id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(`at the target: ${grant}`) })
  await second.asSuperuser(grant)
  expect(await blockersOf(tenant.id)).toBe('')
  await expectUntouched(tenant, 10)
})

test('a right that is taken away in the middle ends the move with its server and table', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  await second.asSuperuser('REVOKE INSERT ON employees FROM rowhouse_mover', there.database)
  const { id } = await move(tenant.id)
  const view = await untilOver(id)
  await second.asSuperuser('GRANT INSERT ON employees TO rowhouse_mover', there.database)
  expect(view).toMatchObject({
    state: 'failed',
    error: { code: 'conflict', message: expect.stringMatching(/server second refuses .*table employees/) },
  })
  await until(async () => (await phaseOf(id)) === 'aborted')
  await expectUntouched(tenant, 10)
})

test('a disk that is full ends the move at once, with its server', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  await second.asSuperuser(
    `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
     CREATE TRIGGER full_disk BEFORE INSERT ON employees FOR EACH ROW EXECUTE FUNCTION full_disk();
     ALTER TABLE employees ENABLE ALWAYS TRIGGER full_disk`,
    there.database,
  )
  const { id } = await move(tenant.id, 'offline')
  const view = await untilOver(id)
  await second.asSuperuser('DROP FUNCTION full_disk CASCADE', there.database)
  expect(view).toMatchObject({
    state: 'failed',
    error: { code: 'conflict', message: expect.stringMatching(/server second has no space left/) },
  })
  await until(async () => (await phaseOf(id)) === 'aborted')
  await expectUntouched(tenant, 10)
})

test('neither a limit, a drain nor another region is passed, and a move that waited meets them too', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const set = (data: object) => catalogDb().server.update({ where: { id: second.id }, data })
  await set({ region: 'eu' })
  expect(await blockersOf(tenant.id)).toMatch(/second is in eu, and the data stays in local/)
  await set({ region: 'local', state: 'draining' })
  expect(await blockersOf(tenant.id)).toMatch(/second is being drained/)
  const { facts } = await catalogDb().server.findUniqueOrThrow({ where: { id: second.id } })
  const { usedBytes } = facts as { usedBytes: number }
  await set({ state: 'ready', capacity: { bytesMax: usedBytes + 100 } }) // room for somebody, not for these rows
  expect(await blockersOf(tenant.id)).toMatch(/second is full: .* bytes/)
  await set({ capacity: {} })
  await mover.stop() // the move waits
  const { id } = await move(tenant.id)
  await set({ region: 'eu' })
  mover = await startMover()
  expect(await untilOver(id)).toMatchObject({
    state: 'failed',
    error: { message: expect.stringMatching(/stays in local, and second is in eu/) },
  })
  await until(async () => (await phaseOf(id)) === 'aborted')
  await set({ region: 'local' })
  await expectUntouched(tenant, 10)
})

test('a target that dies is waited for while its tenant works on, and the move goes on when it is back', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db)
  const writer = startWriter(tenant.id, 2, 10)
  const { id } = await move(tenant.id)
  await until(async () => (await phaseOf(id)) === 'streaming')
  await second.server.crash()
  const written = writer.acknowledged.length
  await until(() => writer.acknowledged.length > written + 50)
  await second.server.restart()
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded', error: null })
  await writer.stop()
  expect(await writer.compare()).toMatchObject({ lost: 0 })
})

test('a move whose target has died can be cancelled, and what it left there goes when the target is back', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  await mover.stop()
  const { id } = await move(tenant.id)
  await second.server.crash()
  mover = await startMover()
  await until(async () => (await catalogDb().operationStep.findFirst({ where: { operationId: id, attempts: { gt: 0 } } })) !== null)
  await cancelMove(operator, id)
  expect(await untilOver(id)).toMatchObject({ state: 'cancelled' })
  await db.counter.create({ data: { key: 'still', value: 1n } })
  await second.server.restart()
  await until(async () => (await phaseOf(id)) === 'aborted')
  await expectUntouched(tenant, 10)
})

test('a source that dies in the middle comes back with all that it acknowledged, and the move goes on', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db)
  expect(await untilOver((await move(tenant.id)).id)).toMatchObject({ state: 'succeeded' })
  const writer = startWriter(tenant.id, 2, 10)
  const { id } = await startMove(operator, { tenantId: tenant.id, toPattern: 'row', toServerId: world.serverId, keepHours: 0 })
  await until(async () => (await phaseOf(id)) === 'streaming')
  await second.server.crash()
  await second.server.restart()
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded', error: null })
  await writer.stop()
  expect(await findPlacement(tenant.id)).toMatchObject({ database: world.database, epoch: 3 })
  expect(await (await openById(tenant.id)).employee.count()).toBe(60)
})
