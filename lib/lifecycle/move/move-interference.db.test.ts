import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findPlacement, registerDatabase } from '@/lib/catalog'
import { catalogDb, createTenantDatabase, withOwner } from '@/lib/db'
import { applyMigrations } from '@/lib/db/migrations/apply-migrations'
import { readMigrations } from '@/lib/db/migrations/read-migrations'
import { useOwnServer } from '@/scripts/testing/own-server'
import { until } from '@/scripts/testing/until'
import { createWorld, type World } from '@/scripts/testing/world'
import { cancelMove, getMove, reconcileCatalog, startMove, superviseMoves } from './index'
import { fill, gateAt, openById, operator, startMover, startWriter, untilOver } from './testing/move-lab'

const isFull = process.env.ROWHOUSE_FULL_TESTS === '1'
const AWAY_MILLISECONDS = isFull ? 10_000 : 3_000

let stopServer: () => Promise<void>
let world: World
let mover: { stop(): Promise<void> }
let second: string
beforeAll(async () => {
  stopServer = await useOwnServer()
  world = await createWorld()
  second = `${world.database}_b`.padEnd(63, 'b') // the longest name that there can be
  await createTenantDatabase(second)
  await registerDatabase({ serverId: world.serverId, name: second, pattern: 'row', schemaVersion: '' })
  mover = await startMover()
})
afterAll(async () => {
  await mover.stop()
  await stopServer()
})

const move = (tenantId: string) => startMove(operator, { tenantId, toPattern: 'row', method: 'online' })
const slots = async () => (await world.asSuperuser('SELECT FROM pg_replication_slots')).rowCount

/** Somebody's transaction that has written and does not end: a slot waits for it. */
async function holdTransaction(): Promise<{ pid: number; end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: process.env.TEST_SUPERUSER_URL! })
  await client.connect()
  await client.query('BEGIN; SELECT txid_current()')
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return { pid: rows[0]!.pid, end: () => client.end() }
}

test('a transaction that holds a move up is named while it waits, and a cancel does not wait for it', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const blocker = await holdTransaction()
  const { id } = await move(tenant.id)
  await until(async () => ((await getMove(operator, id)).facts.waitsFor ?? []).length > 0)
  expect((await getMove(operator, id)).facts.waitsFor).toEqual([
    expect.stringMatching(new RegExp(`^process ${blocker.pid} of postgres in postgres, open for \\d+ s$`)),
  ])
  const askedAt = performance.now()
  await cancelMove(operator, id)
  expect(await untilOver(id)).toMatchObject({ state: 'cancelled' })
  await until(async () => (await getMove(operator, id)).phase === 'aborted')
  expect(performance.now() - askedAt).toBeLessThan(5_000)
  await blocker.end()
  expect(await slots()).toBe(0)
  expect(await gateAt(tenant.id, tenant.location)).toEqual({ state: 'open', epoch: 1 })
})

test('a migration of the fleet that begins during a move waits for its end, and finds both places', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const blocker = await holdTransaction()
  const { id } = await move(tenant.id)
  await until(async () => ((await getMove(operator, id)).facts.waitsFor ?? []).length > 0)
  const newer = [
    ...readMigrations('tenant/migrations'),
    { name: '9999_more', sql: 'ALTER TABLE departments ADD COLUMN more text', checksum: 'x' },
  ]
  const order: string[] = []
  const migrations = [world.database, second].map((name) =>
    withOwner(name, (client) => applyMigrations(client, 'public', 'public', newer)).then((applied) => {
      order.push('migrated')
      return applied
    }),
  )
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`
  await until(async () => (await world.asSuperuser(waiting)).rowCount === 2)
  await blocker.end()
  const view = await untilOver(id)
  order.push('moved')
  expect(view).toMatchObject({ state: 'succeeded', error: null })
  expect(await Promise.all(migrations)).toEqual([['9999_more'], ['9999_more']])
  expect((await findPlacement(tenant.id))!.database).toBe(second)
  expect(await (await openById(tenant.id)).department.count()).toBe(5)
  expect(await untilOver((await move(tenant.id)).id)).toMatchObject({ state: 'succeeded' }) // and back, with the new column
})

test('names of 63 bytes and a model that was added move like any other', async () => {
  const table = 'Über "alles" 인사 정보'.padEnd(63 - Buffer.byteLength('Über "alles" 인사 정보') + 'Über "alles" 인사 정보'.length, 'x')
  const column = pg.escapeIdentifier('c'.repeat(63))
  expect(Buffer.byteLength(table)).toBe(63)
  const name = pg.escapeIdentifier(table)
  for (const database of [world.database, second])
    await withOwner(database, async (owner) => {
      await owner.query(`CREATE TABLE ${name} (tenant_id uuid NOT NULL, id uuid NOT NULL, ${column} text, PRIMARY KEY (tenant_id, id))`)
      await owner.query('SELECT sec.protect($1::regclass, $2)', [name, 'data'])
    })
  const { tenant, db } = await world.addTenant()
  await fill(db, 5)
  await world.asSuperuser(`INSERT INTO ${name} SELECT $1, gen_random_uuid(), n::text FROM generate_series(1, 300) n`, [tenant.id])
  expect(await untilOver((await move(tenant.id)).id)).toMatchObject({ state: 'succeeded', error: null })
  const { rows } = await world.asSuperuser(
    `SELECT count(DISTINCT ${column})::int AS n FROM ${name} WHERE tenant_id = $1`,
    [tenant.id],
    second,
  )
  expect(rows).toEqual([{ n: 300 }])
})

test('while the catalog is away the tenant works on, and the move goes on when it is back', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db)
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {}) // of the job queue, which cannot tell its catalog
  const writer = startWriter(tenant.id, 2, 10)
  const { id } = await move(tenant.id)
  await until(async () => (await getMove(operator, id)).phase === 'streaming')
  const url = new URL(process.env.TEST_SUPERUSER_URL!)
  const superuser = new pg.Client({ connectionString: url.toString() })
  await superuser.connect()
  await superuser.query(`ALTER DATABASE ${world.catalog} ALLOW_CONNECTIONS false`)
  const written = writer.acknowledged.length
  const end = Date.now() + AWAY_MILLISECONDS
  while (Date.now() < end || writer.acknowledged.length < written + 20)
    await superuser.query('SELECT pg_terminate_backend(pid), pg_sleep(0.02) FROM pg_stat_activity WHERE datname = $1', [world.catalog])
  await superuser.query(`ALTER DATABASE ${world.catalog} ALLOW_CONNECTIONS true`)
  await superuser.end()
  expect(await untilOver(id)).toMatchObject({ state: 'succeeded', error: null })
  complaints.mockRestore()
  await writer.stop()
  expect(await writer.compare()).toMatchObject({ lost: 0 })
  expect(await gateAt(tenant.id, (await findPlacement(tenant.id))!)).toEqual({ state: 'open', epoch: 2 })
  expect(await gateAt(tenant.id, tenant.location)).toEqual({ state: 'moved', epoch: 1 })
})

test('a catalog from the middle of a move undoes nothing, and follows the gates', async () => {
  const { tenant, db } = await world.addTenant()
  await fill(db, 10)
  const { databaseId, epoch } = await catalogDb().placement.findUniqueOrThrow({ where: { tenantId: tenant.id } })
  const { id } = await move(tenant.id)
  await untilOver(id)
  await catalogDb().formerPlacement.deleteMany({ where: { tenantId: tenant.id } })
  await catalogDb().placement.update({ where: { tenantId: tenant.id }, data: { databaseId, epoch } })
  await catalogDb().operation.update({ where: { id }, data: { state: 'failed' } })
  await catalogDb().move.update({ where: { id }, data: { phase: 'aborting' } })
  await superviseMoves()
  expect(await gateAt(tenant.id, { ...tenant.location, database: second })).toEqual({ state: 'open', epoch: 2 })
  expect((await reconcileCatalog(operator)).changed).toMatchObject([{ tenantId: tenant.id, to: { epoch: 2, database: second } }])
  expect((await getMove(operator, id)).phase).toBe('done')
  await superviseMoves()
  expect(await (await openById(tenant.id)).employee.count()).toBe(10)
})
