import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setGate } from '@/lib/db'
import { until } from '@/scripts/testing/until'
import { createWorld, type World } from '@/scripts/testing/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function superuser(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.TEST_SUPERUSER_URL!.replace(/\/postgres$/, `/${world.database}`) })
  await client.connect()
  return client
}

async function openTenant() {
  const { tenant, db } = await world.addTenant()
  await db.department.create({ data: { code: '1', name: 'first' } })
  const set = (state: 'open' | 'frozen' | 'incoming' | 'stopped') => setGate(tenant.location, tenant.id, { state, epoch: 1 })
  return { tenant, db, set }
}

test('behind a fence a tenant reads everything and writes nothing', async () => {
  const { db, set } = await openTenant()
  await set('frozen')
  expect(await db.department.count()).toBe(1)
  const refused = { code: 'tenant_moving', retryAfterSeconds: 1 }
  await expect(db.department.create({ data: { code: '2', name: 'x' } })).rejects.toMatchObject(refused)
  await expect(db.department.updateMany({ data: { name: 'x' } })).rejects.toMatchObject(refused)
  await expect(db.department.deleteMany()).rejects.toMatchObject(refused)
  await expect(db.$transaction((tx) => tx.department.create({ data: { code: '2', name: 'x' } }))).rejects.toMatchObject(refused)
  await set('open')
  await db.department.create({ data: { code: '2', name: 'second' } })
  expect(await db.department.count()).toBe(2)
})

test('a copy that is coming in is reached by nobody, not even to read', async () => {
  const { db, set } = await openTenant()
  await set('incoming')
  await expect(db.department.count()).rejects.toMatchObject({ code: 'tenant_moved' })
  await expect(db.department.create({ data: { code: '2', name: 'x' } })).rejects.toMatchObject({ code: 'tenant_moved' })
})

test('a write that waited for the fence to come down finds it, and is refused', async () => {
  const { tenant, db } = await openTenant()
  const mover = await superuser()
  await mover.query('BEGIN')
  await mover.query('SELECT pg_advisory_xact_lock(sec.gate_lock($1))', [tenant.id])
  const write = db.department.create({ data: { code: '2', name: 'late' } }).catch((error) => error)
  await until(async () => (await mover.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).rowCount! > 0)
  await mover.query(`UPDATE sec.gate SET state = 'frozen' WHERE tenant_id = $1`, [tenant.id])
  await mover.query('COMMIT')
  await mover.end()
  expect(await write).toMatchObject({ code: 'tenant_moving' })
  expect(await db.department.count()).toBe(1)
})

test('no fence comes down while a transaction that has written is open', async () => {
  const { tenant, db } = await openTenant()
  const mover = await superuser()
  await db.$transaction(async (tx) => {
    await tx.department.create({ data: { code: '2', name: 'under way' } })
    const { rows } = await mover.query('SELECT pg_try_advisory_lock(sec.gate_lock($1)) AS got', [tenant.id])
    expect(rows).toEqual([{ got: false }])
  })
  const { rows } = await mover.query('SELECT pg_try_advisory_lock(sec.gate_lock($1)) AS got', [tenant.id])
  expect(rows).toEqual([{ got: true }])
  await mover.end()
})

test('a transaction that keeps its first look at the gate does not write past a fence that came after it', async () => {
  const { db, set } = await openTenant()
  const work = db.$transaction(
    async (tx) => {
      expect(await tx.department.count()).toBe(1)
      await set('frozen')
      await tx.department.create({ data: { code: '2', name: 'stale' } })
    },
    { isolationLevel: 'RepeatableRead' },
  )
  await expect(work).rejects.toMatchObject({ code: 'busy' })
  expect(await db.department.count()).toBe(1)
})

test('work that would interfere is refused while the tenant is served, and allowed once it is stopped', async () => {
  const { tenant, set } = await openTenant()
  const claim = () => world.asSuperuser('SELECT sec.claim($1)', [tenant.id])
  await expect(claim()).rejects.toMatchObject({ code: 'TN008' })
  await set('frozen')
  await expect(claim()).rejects.toMatchObject({ code: 'TN008' })
  await set('stopped')
  await claim()
})
