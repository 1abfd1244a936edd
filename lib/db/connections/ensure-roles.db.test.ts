import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTenantDatabase, ensureRoles, lintDatabase, readServerLevel, withMover, withOwner } from '@/lib/db'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'

let stop: () => Promise<void>
let world: World
beforeAll(async () => {
  stop = await useOwnServer()
  world = await createWorld()
})
afterAll(() => stop())

const signIns = async () =>
  (
    await world.asSuperuser<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'rowhouse\\_%' AND rolcanlogin ORDER BY 1`,
    )
  ).rows.map(({ name }) => name)

test('an installation whose tenants were reached as rowhouse_app is served as before, and nobody signs in as that role any more', async () => {
  const { db } = await world.addTenant()
  await db.department.create({ data: { code: '1', name: 'before' } })
  for (const role of ['rowhouse_shared', 'rowhouse_mover']) {
    await world.asSuperuser(`REVOKE ALL ON DATABASE ${world.database} FROM ${role}`)
  }
  await world.asSuperuser(
    `ALTER ROLE rowhouse_app LOGIN PASSWORD 'x'; GRANT CONNECT, TEMPORARY ON DATABASE ${world.database} TO rowhouse_app`,
  )
  await world.asSuperuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rowhouse_shared'`)

  await ensureRoles()
  await createTenantDatabase(world.database)
  await ensureRoles()

  expect(await db.department.findMany()).toMatchObject([{ name: 'before' }])
  expect(await signIns()).toEqual(['rowhouse_catalog', 'rowhouse_control', 'rowhouse_mover', 'rowhouse_owner', 'rowhouse_shared'])
  expect(await withOwner(world.database, (client) => lintDatabase(client))).toEqual([])
})

test('a server of our own gives the mover all that an online move needs', async () => {
  expect(await readServerLevel()).toBe('full')
  const { tenant } = await world.addTenant()
  const rows = await withMover(tenant.location, async (client) => {
    await client.query('SET session_replication_role = replica')
    return (await client.query('SELECT tenant_id FROM departments')).rowCount
  })
  expect(rows).toBe(1)
})

test('a server that gives the mover less says so', async () => {
  await world.asSuperuser('ALTER ROLE rowhouse_mover NOBYPASSRLS')
  expect(await readServerLevel()).toBe('managed')
  await world.asSuperuser('ALTER ROLE rowhouse_mover NOREPLICATION')
  expect(await readServerLevel()).toBe('basic')
  await ensureRoles() // asks again, and goes on without
  expect(await readServerLevel()).toBe('basic')
})
