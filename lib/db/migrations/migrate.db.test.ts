import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  assertWalls,
  catalogDb,
  createTenantDatabase,
  ensureRoles,
  lintDatabase,
  migrateCatalog,
  migrateTenantDatabase,
  withOwner,
} from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { applyMigrations } from './apply-migrations'
import { createTenantSchema } from './create-tenant-database'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a database that is up to date has nothing to migrate', async () => {
  expect(await migrateCatalog()).toEqual([])
  expect(await migrateTenantDatabase(world.database)).toEqual([])
})

test('the catalog client reads and writes its own tables', async () => {
  const { tenant } = await world.addTenant({ slug: 'acme' })
  const found = await catalogDb().tenant.findUniqueOrThrow({ where: { id: tenant.id }, include: { placement: true } })
  expect(found.placement?.epoch).toBe(1)
})

test('several processes that start at once make one database, and all of them are content', async () => {
  const name = `${world.database}_at_once`
  await Promise.all([1, 2, 3, 4].flatMap(() => [ensureRoles(), migrateCatalog(), createTenantDatabase(name)]))
  expect(await withOwner(name, (client) => lintDatabase(client))).toEqual([])
  const { tenant } = await world.addTenant()
  await assertWalls({ ...tenant.location, database: name })
})

test('a schema of its own stands behind the same walls', async () => {
  await createTenantSchema(world.database, 't_walls')
  expect(await withOwner(world.database, (client) => lintDatabase(client))).toEqual([])
  const { tenant } = await world.addTenant()
  await assertWalls({ ...tenant.location, schema: 't_walls' })
})

test('a migration that fails leaves nothing behind, and says where', async () => {
  await withOwner(world.database, async (client) => {
    const broken = [{ name: '0001_half', sql: 'CREATE TABLE half (x int); SELECT nonsense', checksum: 'x' }]
    await expect(applyMigrations(client, 'trial', 'public', broken)).rejects.toMatchObject({
      message: expect.stringMatching(/0001_half failed on trial/),
    })
    const { rows } = await client.query(
      `SELECT to_regclass('public.half') AS half, (SELECT count(*)::int FROM ledger.migrations WHERE target = 'trial') AS noted`,
    )
    expect(rows).toEqual([{ half: null, noted: 0 }])
  })
})

test('a thousand schemas with nothing to do take less than three seconds', async () => {
  const name = `${world.database}_thousand`
  await createTenantDatabase(name)
  // What the look at a schema reads: the table by which it is known, and its lines in the ledger.
  await world.asSuperuser(
    `DO $$ BEGIN FOR n IN 1..1000 LOOP EXECUTE format('CREATE SCHEMA t_%s; CREATE TABLE t_%s.tenancy_probe ()', n, n); END LOOP; END $$;
     INSERT INTO ledger.migrations (target, name, checksum) SELECT 't_' || n, name, checksum FROM ledger.migrations, generate_series(1, 1000) n WHERE target = 'public'`,
    [],
    name,
  )
  const start = performance.now()
  expect(await migrateTenantDatabase(name)).toEqual([])
  expect(performance.now() - start).toBeLessThan(3000)
})
