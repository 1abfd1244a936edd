import { afterAll, beforeAll, expect, test } from 'vitest'
import { lintDatabase, withOwner } from '@/lib/db'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'

// Roles belong to the server, so these faults would show in other tests' databases too.
let stop: () => Promise<void>
let world: World
beforeAll(async () => {
  stop = await useOwnServer()
  world = await createWorld()
})
afterAll(() => stop())

test.each([
  ['that is a superuser', 'ALTER ROLE rowhouse_app SUPERUSER', 'ALTER ROLE rowhouse_app NOSUPERUSER'],
  ['that bypasses row security', 'ALTER ROLE rowhouse_app BYPASSRLS', 'ALTER ROLE rowhouse_app NOBYPASSRLS'],
  ['that may make roles', 'ALTER ROLE rowhouse_app CREATEROLE', 'ALTER ROLE rowhouse_app NOCREATEROLE'],
  ['that may read the log', 'ALTER ROLE rowhouse_app REPLICATION', 'ALTER ROLE rowhouse_app NOREPLICATION'],
  ['that may become another', 'GRANT pg_read_all_data TO rowhouse_app', 'REVOKE pg_read_all_data FROM rowhouse_app'],
])('finds an application role %s', async (_what, plant, repair) => {
  const lint = () => withOwner(world.database, (client) => lintDatabase(client))
  await world.asSuperuser(plant)
  expect(await lint()).toContainEqual({ rule: 'role', object: 'rowhouse_app', problem: expect.any(String) })
  await world.asSuperuser(repair)
  expect(await lint()).toEqual([])
})
