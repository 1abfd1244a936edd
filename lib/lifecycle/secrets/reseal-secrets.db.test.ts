import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPlacement, getServerAdmin } from '@/lib/catalog'
import { catalogDb, closeAll, ensureRoles } from '@/lib/db'
import { applicationConfig } from '@/lib/db/connections/connection-config'
import { useOwnServer } from '@/scripts/testing/own-server'
import { testMasterKey } from '@/scripts/testing/postgres'
import { createWorld } from '@/scripts/testing/world'
import { createTenant, resealSecrets } from '../index'
import { migrateFleet } from '../migrate-fleet'
import { addServer, openById, operator, type SecondServer, startMover, untilOver } from '../move/testing/move-lab'

let stopServer: () => Promise<void>
let second: SecondServer
let mover: { stop(): Promise<void> }
beforeAll(async () => {
  stopServer = await useOwnServer()
  await createWorld()
  second = await addServer()
  await catalogDb().server.update({ where: { id: second.id }, data: { region: 'mars' } })
  mover = await startMover()
}, 60_000)
afterAll(async () => {
  await mover.stop()
  await second.server.stop()
  await stopServer()
})

const begin = async () => {
  await closeAll()
  await ensureRoles()
  return migrateFleet()
}

test('after the master key was changed everything opens under the new one, own databases have new passwords, and the old key is of no use', async () => {
  const fields = {
    name: 'A',
    ownerName: 'O',
    ownerEmail: 'o@example.com',
    tier: 'enterprise',
    region: 'mars',
    pattern: 'database' as const,
  }
  const { tenant, operation } = await createTenant(operator, { ...fields, slug: 'with-a-password' })
  expect(await untilOver(operation.id)).toMatchObject({ state: 'succeeded', error: null })
  const old = applicationConfig((await findPlacement(tenant.id))!)
  await mover.stop()
  const before = process.env.MASTER_KEY!

  // The runbook, step by step: the new key beside the one before, a start, the command, and the one before is gone.
  process.env.MASTER_KEY = testMasterKey()
  expect((await begin()).map(({ isAway }) => isAway)).toEqual([true]) // a lost key keeps nobody else from starting
  process.env.MASTER_KEY_BEFORE = before
  expect(await begin()).toEqual([])
  expect(await (await openById(tenant.id)).department.count()).toBe(0)
  expect(await resealSecrets(operator)).toMatchObject({ servers: 1, databases: 1, left: [] })
  delete process.env.MASTER_KEY_BEFORE
  expect(await begin()).toEqual([])
  expect(await (await openById(tenant.id)).department.count()).toBe(0)
  expect(await getServerAdmin(second.id)).toMatchObject({ password: expect.any(String) })
  await expect(new pg.Client(old).connect()).rejects.toMatchObject({ code: '28P01' })
  expect(await catalogDb().auditEvent.count({ where: { action: 'secrets.resealed' } })).toBe(1)

  // Again, with something that no key opens: it is named, and everything else is done.
  await catalogDb().server.update({ where: { id: second.id }, data: { adminSecret: 'k1.AAAAAAAAAAAAAAAA.AAAA' } })
  const { left } = await resealSecrets(operator)
  expect(left).toContainEqual({ kind: 'server', name: 'second' })
  mover = await startMover()
}, 120_000)
