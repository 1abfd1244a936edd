import { utimesSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getDatabase, getServer, listDatabases, registerDatabase } from '@/lib/catalog'
import { newId } from '@/lib/core'
import {
  catalogDb,
  createTenantDatabase,
  firstAdmin,
  installationName,
  listOwnRoles,
  type TenantLocation,
  tenantSchemaVersion,
} from '@/lib/db'
import { listInstances, localInstances, stopInstances } from '@/lib/db/embedded'
import { createWorld, type World } from '@/scripts/testing/world'
import { describePlacement, type Setting } from './conformance'
import { databasePlacement } from './database'
import { instancePlacement } from './instance'
import { hostInstances } from './instance/instance-host'
import type { Target } from './placement-driver'
import { rowPlacement } from './row'
import { schemaPlacement } from './schema'

let world: World
let schemaDatabaseId: string
let stranger: { id: string; location: TenantLocation }

beforeAll(async () => {
  world = await createWorld()
  hostInstances(localInstances)
  const name = `${world.database}_schema`
  await createTenantDatabase(name)
  schemaDatabaseId = await registerDatabase({ serverId: world.serverId, name, pattern: 'schema', schemaVersion: tenantSchemaVersion() })
  const id = newId()
  stranger = { id, location: await databasePlacement.create({ server: await host() }, id, 1) }
})
afterAll(async () => {
  await databasePlacement.setGate(stranger.location, stranger.id, { state: 'moved', epoch: 1 })
  await databasePlacement.drop(stranger.location, stranger.id)
  await stopInstances()
  await world.close()
})

const host = () => getServer(world.serverId)
const on = async (databaseId: string): Promise<Target> => ({ server: await host(), database: await getDatabase(databaseId) })
const shared = { host, stranger: () => stranger.location }
const forgetDatabase = async ({ databaseId }: TenantLocation) => void (await catalogDb().database.deleteMany({ where: { id: databaseId } }))

const row: Setting = { ...shared, target: () => on(world.databaseId), wrongTarget: () => on(schemaDatabaseId) }
const schema: Setting = { ...shared, target: () => on(schemaDatabaseId), wrongTarget: () => on(world.databaseId), forget: async () => {} }
const database: Setting = {
  ...shared,
  target: async () => ({ server: await host() }),
  wrongTarget: () => on(world.databaseId),
  forget: forgetDatabase,
}
const instance: Setting = {
  ...database,
  forget: async (location) => {
    await forgetDatabase(location)
    await catalogDb().server.deleteMany({ where: { port: location.port, provider: 'local' } })
    for (const { folder, port } of listInstances()) if (port === location.port) utimesSync(folder, new Date(0), new Date(0))
  },
}

describePlacement(rowPlacement, row)
describePlacement(schemaPlacement, schema)
describePlacement(databasePlacement, database)
describePlacement(instancePlacement, instance)

test('nothing is left of all that: no database, no role, no folder, no server', async () => {
  const names = (await listDatabases()).map((each) => each.database)
  expect(names).toEqual([world.database, `${world.database}_schema`, stranger.location.database])
  expect(await listOwnRoles(installationName(), firstAdmin())).toEqual([stranger.location.appRole])
  expect(listInstances()).toEqual([])
  expect(await catalogDb().server.count()).toBe(1)
})
