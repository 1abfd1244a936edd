import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'
import { firstAdmin } from '../connections/connection-config'
import { createSlot } from './slot'

let stopServer: () => Promise<void>
let world: World
beforeAll(async () => {
  stopServer = await useOwnServer()
  world = await createWorld()
})
afterAll(() => stopServer())

test('a slot that a long transaction holds up is given up in time, names it with its age, and leaves nothing', async () => {
  const { tenant } = await world.addTenant()
  const place = { server: 'first', location: tenant.location, pattern: 'row', isShared: true, admin: firstAdmin() }
  const blocker = new pg.Client({ connectionString: process.env.TEST_SUPERUSER_URL! })
  await blocker.connect()
  await blocker.query('BEGIN; SELECT txid_current()')
  const { rows } = await blocker.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const tables = [{ name: 'departments', columns: [] }]
  const order = {
    moveId: tenant.id,
    tenantId: tenant.id,
    tables,
    signal: new AbortController().signal,
    onWaiting: () => {},
    patienceMs: 1_500,
  }
  await expect(createSlot(place, order)).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringMatching(new RegExp(`process ${rows[0]!.pid} of postgres in postgres, open for \\d+ s`)),
  })
  await blocker.end()
  expect((await world.asSuperuser('SELECT FROM pg_replication_slots')).rowCount).toBe(0)
})
