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
  ['that can sign in', 'ALTER ROLE rowhouse_app LOGIN', 'ALTER ROLE rowhouse_app NOLOGIN'],
  ['that may become another', 'GRANT pg_read_all_data TO rowhouse_app', 'REVOKE pg_read_all_data FROM rowhouse_app'],
])('finds an application role %s', async (_what, plant, repair) => {
  const lint = () => withOwner(world.database, (client) => lintDatabase(client))
  await world.asSuperuser(plant)
  expect(await lint()).toContainEqual({ rule: 'role', object: 'rowhouse_app', problem: expect.any(String) })
  await world.asSuperuser(repair)
  expect(await lint()).toEqual([])
})

const OWN = 'rowhouse_t_0123456789ab'

test.each([
  ['bypasses row security', `ALTER ROLE ${OWN} BYPASSRLS`, `ALTER ROLE ${OWN} NOBYPASSRLS`, 'role', OWN],
  ['is in another group', `GRANT pg_read_all_data TO ${OWN}`, `REVOKE pg_read_all_data FROM ${OWN}`, 'role', OWN],
  ['owns a table', `CREATE TABLE ref.x (); ALTER TABLE ref.x OWNER TO ${OWN}`, 'DROP TABLE ref.x', 'owner', 'ref.x'],
  ['has a right of its own', `GRANT SELECT ON employees TO ${OWN}`, `REVOKE SELECT ON employees FROM ${OWN}`, 'grant', 'employees'],
  [
    'may enter a shared database',
    `GRANT CONNECT ON DATABASE DB TO ${OWN}`,
    `REVOKE CONNECT ON DATABASE DB FROM ${OWN}`,
    'connect',
    `rowhouse_shared, ${OWN}`,
  ],
  [
    'may enter two databases',
    `GRANT CONNECT ON DATABASE tpl_row, tpl_catalog TO ${OWN}`,
    `REVOKE CONNECT ON DATABASE tpl_row, tpl_catalog FROM ${OWN}`,
    'connect',
    OWN,
  ],
])("finds a tenant's own role that %s", async (_what, plant, repair, rule, object) => {
  const lint = () => withOwner(world.database, (client) => lintDatabase(client))
  const as = (text: string) => world.asSuperuser(text.replaceAll('DB', world.database))
  await as(`DO $$ BEGIN CREATE ROLE ${OWN} LOGIN IN ROLE rowhouse_app; EXCEPTION WHEN duplicate_object THEN END $$`)
  expect(await lint()).toEqual([])
  await as(plant)
  expect(await lint()).toContainEqual({ rule, object, problem: expect.any(String) })
  await as(repair)
  expect(await lint()).toEqual([])
})
