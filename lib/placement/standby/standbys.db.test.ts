import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  getDatabase,
  getServer,
  getServerReport,
  type Pattern,
  registerDatabase,
  type StandbySizes,
  setStandbyTargets,
} from '@/lib/catalog'
import { dataDir, newId } from '@/lib/core'
import {
  assertWalls,
  catalogDb,
  createTenantDatabase,
  lintDatabase,
  listTenantSchemas,
  openTenantDb,
  TenantContext,
  type TenantLocation,
  templateVersion,
  tenantSchemaVersion,
  withOwner,
} from '@/lib/db'
import { applicationConfig } from '@/lib/db/connections/connection-config'
import { listInstances, localInstances, stopInstances } from '@/lib/db/embedded'
import { createWorld, type World } from '@/scripts/testing/world'
import { describePlacement, type Setting } from '../conformance'
import { databasePlacement } from '../database'
import { driverOf } from '../driver-of'
import { hostInstances } from '../instance/instance-host'
import { schemaPlacement } from '../schema'
import { fillStandbys } from './fill-standbys'
import { templateName, templatePrefix } from './template-name'

let world: World
let shared: string
const NONE: StandbySizes = { schema: 0, database: 0, instance: 0 }
const PATTERNS = ['schema', 'database', 'instance'] as const

beforeAll(async () => {
  world = await createWorld()
  hostInstances(localInstances)
  shared = `${world.database}_schema`
  await createTenantDatabase(shared)
  await registerDatabase({ serverId: world.serverId, name: shared, pattern: 'schema', schemaVersion: tenantSchemaVersion() })
}, 60_000)
afterAll(async () => {
  await stopInstances()
  await world.close()
})

const keep = async (sizes: Partial<StandbySizes>) => {
  await setStandbyTargets(catalogDb(), world.serverId, { ...NONE, ...sizes })
  await fillStandbys()
}
const kept = async () => (await getServerReport(world.serverId)).standbys
async function place(pattern: Pattern, epoch = 1): Promise<{ id: string; location: TenantLocation }> {
  const id = newId()
  const server = await getServer(world.serverId)
  const database = pattern === 'schema' ? await registered() : undefined
  const location = await driverOf(pattern).create({ server, ...(database && { database }) }, id, epoch)
  return { id, location }
}
const registered = async () => {
  const { id } = await catalogDb().database.findFirstOrThrow({ where: { name: shared } })
  return getDatabase(id)
}
async function open(pattern: Pattern, { id, location }: { id: string; location: TenantLocation }) {
  await driverOf(pattern).setGate(location, id, { state: 'open', epoch: 1 })
  return openTenantDb(new TenantContext({ tenantId: id, location, epoch: 1 }))
}
async function remove(pattern: Pattern, { id, location }: { id: string; location: TenantLocation }) {
  await driverOf(pattern).setGate(location, id, { state: 'moved', epoch: 1 })
  await driverOf(pattern).drop(location, id)
}
const databases = async (prefix: string) =>
  (
    await world.asSuperuser<{ name: string }>('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1', [prefix])
  ).rows.map(({ name }) => name)
const adminOf = ({ host, port }: TenantLocation) => ({ host, port, tls: 'off' as const })

test('as many places are ready as the operator wants, no more are made, and a smaller number takes the surplus away', async () => {
  await keep({ schema: 3, database: 2 })
  expect(await kept()).toEqual({ schema: 3, database: 2, instance: 0 })
  await fillStandbys()
  expect(await kept()).toEqual({ schema: 3, database: 2, instance: 0 })
  await keep({ schema: 1, database: 1 })
  expect(await kept()).toEqual({ schema: 1, database: 1, instance: 0 })
  expect(await listTenantSchemas(shared)).toHaveLength(1)
  expect(await databases(`${world.catalog}_t_`)).toHaveLength(1)
  await keep(NONE)
  expect(await databases(`${world.catalog}_t`)).toEqual([]) // nor a template
}, 120_000)

test('nobody may connect to one that is kept ready, not even who owns it, and it holds neither a key nor a tenant', async () => {
  await keep({ database: 1 })
  const [name] = await databases(`${world.catalog}_t_`)
  await expect(withOwner(name, (client) => client.query('SELECT 1'))).rejects.toMatchObject({ code: '55000' })
  await world.asSuperuser(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`, [], 'postgres')
  const inside = await withOwner(name, (client) =>
    client.query('SELECT (SELECT count(*)::int FROM sec.key) AS keys, (SELECT count(*)::int FROM sec.gate WHERE epoch > 0) AS gates'),
  )
  expect(inside.rows).toEqual([{ keys: 0, gates: 0 }])
}, 60_000)

test('two workers that open six tenants at once hand out each of three once, and make the others cold', async () => {
  for (const pattern of ['schema', 'database'] as const) {
    await keep({ [pattern]: 3 })
    const before = new Set(pattern === 'schema' ? await listTenantSchemas(shared) : await databases(`${world.catalog}_t_`))
    expect(before.size).toBe(3)
    const placed = await Promise.all(Array.from({ length: 6 }, () => place(pattern)))
    expect(new Set(placed.map(({ location }) => `${location.database}/${location.schema}`)).size).toBe(6)
    for (const [n, each] of placed.entries()) {
      const db = await open(pattern, each)
      expect(await db.department.count()).toBe(0)
      await db.department.create({ data: { code: String(n), name: `of ${n}` } })
    }
    const left = pattern === 'schema' ? await listTenantSchemas(shared) : await databases(`${world.catalog}_t_`)
    expect(left).toHaveLength(6) // of the three none is left over under its old name
    expect(left.filter((name) => before.has(name))).toEqual([])
    expect((await kept())[pattern]).toBe(0)
    await Promise.all(placed.map((each) => remove(pattern, each)))
  }
}, 120_000)

test('two fillers at the same moment fill it once', async () => {
  await setStandbyTargets(catalogDb(), world.serverId, { ...NONE, schema: 2, database: 2 })
  await Promise.all([fillStandbys(), fillStandbys(), fillStandbys()])
  await fillStandbys()
  expect(await kept()).toEqual({ schema: 2, database: 2, instance: 0 })
  expect(await databases(`${world.catalog}_t_`)).toHaveLength(2)
  expect(await listTenantSchemas(shared)).toHaveLength(2)
}, 60_000)

test('what is handed out has a password, a context key and a gate of its own, and the walls of any place', async () => {
  await keep({ database: 2 })
  const [one, other] = [await place('database'), await place('database')]
  await assertWalls(one.location)
  expect(await lintDatabase({ query: (text) => withOwner(one.location.database, (client) => client.query(text)) })).toEqual([])
  const keys = async ({ location }: typeof one) =>
    (await withOwner(location.database, (client) => client.query('SELECT kid, inner_pad FROM sec.key'))).rows
  expect(await keys(one)).toHaveLength(1)
  expect(await keys(one)).not.toEqual(await keys(other))
  const swapped = applicationConfig({ ...one.location, appSecret: other.location.appSecret, databaseId: other.location.databaseId })
  await expect(new pg.Client(swapped).connect()).rejects.toMatchObject({ code: '28P01' })
  const theirs = applicationConfig({ ...other.location, database: one.location.database })
  await expect(new pg.Client(theirs).connect()).rejects.toMatchObject({ code: '42501' })
  expect(await driverOf('database').readGate(one.location, one.id)).toEqual({ state: 'stopped', epoch: 1 })
  const db = await open('database', one)
  expect(await db.department.count()).toBe(0)
  const forged = openTenantDb(new TenantContext({ tenantId: one.id, location: { ...one.location, keyId: 2 }, epoch: 1 }))
  await expect(forged.department.count()).rejects.toMatchObject({ code: expect.stringMatching(/isolation|internal|tenant_moved/) })
  await Promise.all([one, other].map((each) => remove('database', each)))
}, 60_000)

test('a schema that is handed out knows nothing of the name that it had', async () => {
  await keep({ schema: 1 })
  const [before] = await listTenantSchemas(shared)
  const one = await place('schema')
  const { rows } = await world.asSuperuser<{ text: string }>(
    `SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE pronamespace = $1::regnamespace AND prokind = 'f'
     UNION ALL SELECT coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies WHERE schemaname::regnamespace = $1::regnamespace
     UNION ALL SELECT target FROM ledger.migrations UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger`,
    [one.location.schema],
    shared,
  )
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.filter(({ text }) => text.includes(before!))).toEqual([])
  await assertWalls(one.location)
  expect(await schemaPlacement.migrate(one.location)).toEqual([])
  const db = await open('schema', one)
  const employee = { id: newId(), number: '1', firstName: 'Ada', lastName: 'Kim', title: 'Clerk', hiredOn: new Date('2019-01-01') }
  await db.employee.create({ data: employee })
  expect(await db.$queryRaw`SELECT * FROM "__t__".search_employees('ada')`).toHaveLength(1)
  await remove('schema', one)
}, 60_000)

test('after a change of the tenant schema the template is made anew, and what was made of the old one is dropped and never handed out', async () => {
  await keep({ schema: 1, database: 1 })
  const old = [...(await databases(`${world.catalog}_t_`)), ...(await listTenantSchemas(shared))]
  const was = `0001_${'0'.repeat(8)}`
  await catalogDb().database.updateMany({ where: { state: 'standby' }, data: { madeFrom: was } })
  await catalogDb().standbySchema.updateMany({ data: { schemaVersion: was } })
  await world.asSuperuser(`ALTER DATABASE ${templateName(templateVersion())} RENAME TO ${templatePrefix()}${was}`, [], 'postgres')
  const [schema, database] = [await place('schema'), await place('database')]
  expect([...(await databases(`${world.catalog}_t_`)), ...(await listTenantSchemas(shared))]).toEqual(expect.arrayContaining(old)) // both were made cold
  await fillStandbys()
  const now = [...(await databases(`${world.catalog}_t_`)), ...(await listTenantSchemas(shared))]
  expect(now.filter((name) => old.includes(name))).toEqual([])
  expect(await kept()).toMatchObject({ schema: 1, database: 1 })
  expect(await databases(templatePrefix())).toEqual([templateName(templateVersion())])
  await Promise.all([remove('schema', schema), remove('database', database)])
}, 60_000)

test('what a killed filler or a killed hand-out left is gone on with or swept', async () => {
  await keep(NONE)
  const madeFrom = templateVersion()
  const name = `${world.catalog}_t_00000000dead`
  await world.asSuperuser(`CREATE DATABASE ${name} OWNER rowhouse_owner`, [], 'postgres')
  await catalogDb().database.create({
    data: { id: newId(), serverId: world.serverId, name, pattern: 'database', state: 'filling', madeFrom },
  })
  const { databaseId } = await registered()
  await world.asSuperuser('CREATE SCHEMA t_00000000000000000000000000000000_0 AUTHORIZATION rowhouse_owner', [], shared)
  await catalogDb().standbySchema.create({
    data: { databaseId, schema: 't_00000000000000000000000000000000_0', schemaVersion: madeFrom },
  })
  const folder = join(dataDir(), 'instances', 'instance-dead')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'standby'), '')
  mkdirSync(join(dataDir(), 'instances', 'instance-living'), { recursive: true }) // it was handed out: nobody removes it
  await keep({ schema: 1, database: 1 })
  expect(await databases(name)).toEqual([])
  expect(await listTenantSchemas(shared)).not.toContain('t_00000000000000000000000000000000_0')
  expect(listInstances().map((each) => each.name)).toEqual(expect.arrayContaining(['instance-living']))
  expect(listInstances().map((each) => each.name)).not.toContain('instance-dead')
  rmSync(join(dataDir(), 'instances', 'instance-living'), { recursive: true })

  // Claimed, and then nothing more: the second try takes what the first one claimed.
  const id = newId()
  const server = await getServer(world.serverId)
  await world.asSuperuser('ALTER ROLE rowhouse_owner NOCREATEROLE', [], 'postgres')
  await expect(databasePlacement.create({ server }, id, 1)).rejects.toThrow()
  await world.asSuperuser('ALTER ROLE rowhouse_owner CREATEROLE', [], 'postgres')
  expect((await kept()).database).toBe(0)
  await fillStandbys()
  const location = await databasePlacement.create({ server }, id, 1)
  expect((await kept()).database).toBe(1)
  expect(await databases(`${world.catalog}_t_`)).toHaveLength(2)
  await remove('database', { id, location })
  for (const pattern of PATTERNS) expect(await driverOf(pattern).leftovers(server), pattern).toEqual([])
}, 120_000)

test('a server of the pool has passwords of its own, and serves its tenant behind the walls', async () => {
  await keep({ instance: 2 })
  const [one, other] = [await place('instance'), await place('instance')]
  expect((await kept()).instance).toBe(0)
  expect(listInstances().filter(({ isStandby }) => isStandby)).toEqual([])
  expect(one.location.port).not.toBe(other.location.port)
  const secretsOf = (folder: string) => ['superuser.password', 'owner.password'].map((file) => readFileSync(join(folder, file), 'utf8'))
  const template = secretsOf(join(dataDir(), 'templates', templateVersion()))
  const [mine, theirs] = [one, other].map(({ location }) => secretsOf(listInstances().find(({ port }) => port === location.port)!.folder))
  expect(new Set([...template, ...mine!, ...theirs!]).size).toBe(6)
  for (const password of [...template, ...theirs!]) {
    const wrong = new pg.Client({ ...adminOf(one.location), user: 'postgres', database: 'postgres', password })
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' })
  }
  await assertWalls(one.location)
  const db = await open('instance', one)
  await db.department.create({ data: { code: '1', name: 'of one' } })
  expect(await (await open('instance', other)).department.count()).toBe(0)
  await Promise.all([remove('instance', one), remove('instance', other)])
  expect(listInstances().filter(({ isKept }) => isKept)).toEqual([])
}, 120_000)

test('a catalog from before a hand-out neither hands the server out again nor drops it', async () => {
  await keep({ instance: 2 })
  await keep({ instance: 1 })
  expect((await kept()).instance).toBe(1)
  const row = await catalogDb().database.findFirstOrThrow({ where: { pattern: 'instance', state: 'standby' } })
  const one = await place('instance')
  const db = await open('instance', one)
  const { name, state, appRole, appSecret, standbyName } = row
  const now = await catalogDb().database.findUniqueOrThrow({ where: { id: row.id } })
  await catalogDb().database.update({ where: { id: row.id }, data: { name, state, appRole, appSecret, standbyName, madeFrom: '0000_0' } })
  await keep(NONE)
  expect(await db.department.count()).toBe(0)
  await catalogDb().database.update({ where: { id: row.id }, data: { ...now } })
  await remove('instance', one)
}, 60_000)

const setting: Setting = {
  host: () => getServer(world.serverId),
  stranger: () => stranger.location,
  target: async () => {
    await keep({ schema: 2, database: 2 })
    return { server: await getServer(world.serverId) }
  },
  wrongTarget: async () => ({ server: await getServer(world.serverId), database: await getDatabase(world.databaseId) }),
}
let stranger: { id: string; location: TenantLocation }
describe('from the pool', () => {
  beforeAll(async () => {
    await keep(NONE)
    stranger = await place('database')
  }, 60_000)
  describePlacement(databasePlacement, setting)
  describePlacement(schemaPlacement, { ...setting, target: async () => ({ ...(await setting.target()), database: await registered() }) })
})
