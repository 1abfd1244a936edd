import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkSlug, findPlacement, getServerReport, listDatabases, PATTERNS, type Pattern } from '@/lib/catalog'
import { dataDir, newId, writeTenantFile } from '@/lib/core'
import { catalogDb, firstAdmin, installationName, listOwnRoles, type TenantDb } from '@/lib/db'
import { applicationConfig } from '@/lib/db/connections/connection-config'
import { listInstances, localInstances, stopInstances } from '@/lib/db/embedded'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'
import { createTenant, drainServer, findDeletion, hostInstances, openExport, removeServer, requestDeletion, startExport } from '../index'
import { addDatabase, addServer, openById, operator, type SecondServer, startMover, untilOver } from '../move/testing/move-lab'
import { readZip } from '../testing/read-zip'

let stopServer: () => Promise<void>
let world: World
let away: SecondServer
let mover: { stop(): Promise<void> }
beforeAll(async () => {
  stopServer = await useOwnServer()
  world = await createWorld()
  hostInstances(localInstances)
  await addDatabase(world, 'schemas', 'schema')
  away = await addServer('mars')
  await catalogDb().server.update({ where: { id: away.id }, data: { region: 'mars' } })
  mover = await startMover()
}, 60_000)
afterAll(async () => {
  await mover.stop()
  await stopInstances()
  await away.server.stop()
  await stopServer()
})

type Furnished = { id: string; slug: string; db: TenantDb }
async function open(pattern: Pattern, region = 'local'): Promise<Furnished> {
  const slug = `t-${newId().slice(-12)}`
  const fields = { name: slug, slug, ownerName: 'O', ownerEmail: 'o@example.com', tier: 'enterprise', pattern, region }
  const { tenant, operation } = await createTenant(operator, fields)
  expect(await untilOver(operation.id)).toMatchObject({ state: 'succeeded', error: null })
  const db = await openById(tenant.id)
  await db.department.createMany({ data: [1, 2, 3].map((n) => ({ id: newId(), code: String(n), name: `${slug} ${n}` })) })
  await writeTenantFile(tenant.id, 'imports/a.csv', Readable.from([Buffer.from('a')]))
  return { id: tenant.id, slug, db }
}
async function remove({ id, slug }: Furnished): Promise<void> {
  await requestDeletion(operator, { tenantId: id, confirm: slug, reason: 'over', isNow: true, confirmNow: `delete ${slug} now` })
  const deletion = await findDeletion(operator, id)
  expect(await untilOver(deletion!.operationId!)).toMatchObject({ state: 'succeeded', error: null })
}
const departmentsIn = async ({ id }: Furnished) => {
  const { id: exportId } = await startExport(operator, { tenantId: id })
  expect(await untilOver(exportId)).toMatchObject({ state: 'succeeded' })
  const { stream } = await openExport(operator, { tenantId: id, exportId })
  return readZip(await buffer(stream))
    .get('tables/departments.csv')!
    .toString()
}
/** Everything on the first server that is named after somebody. */
async function namesOnServer(): Promise<string[]> {
  const databases = await world.asSuperuser<{ name: string }>('SELECT datname AS name FROM pg_database', [], 'postgres')
  const schemas = await world.asSuperuser<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 't\\_%'`,
    [],
    `${world.database}_schemas`,
  )
  const roles = await listOwnRoles(installationName(), firstAdmin())
  return [
    ...databases.rows.map(({ name }) => name),
    ...schemas.rows.map(({ name }) => name),
    ...roles,
    ...listInstances().map(({ name }) => name),
  ].sort()
}

test.each(PATTERNS)(
  'a tenant in the pattern %s is exported whole, and removed without a trace, and its neighbour has everything',
  async (pattern) => {
    const before = await namesOnServer()
    const neighbour = await open(pattern)
    const one = await open(pattern)
    const csv = await departmentsIn(one)
    expect(csv.match(new RegExp(one.slug, 'g'))).toHaveLength(3)
    expect(csv).not.toContain(neighbour.slug)

    await remove(one)
    await expect(one.db.department.count()).rejects.toThrow()
    expect(existsSync(join(dataDir(), 'files', one.id))).toBe(false)
    expect(await findPlacement(one.id)).toBeNull()
    expect(await checkSlug(one.slug)).toMatchObject({ isFree: false })
    const { rows: jobs } = await world.asSuperuser(
      `SELECT FROM graphile_worker._private_jobs WHERE payload ->> 'tenantId' = $1 AND locked_at IS NULL`,
      [one.id],
      world.catalog,
    )
    expect(jobs).toEqual([])
    expect(await neighbour.db.department.count()).toBe(3)
    expect(existsSync(join(dataDir(), 'files', neighbour.id))).toBe(true)
    await remove(neighbour)
    expect(await namesOnServer()).toEqual(before)
  },
  120_000,
)

test('a registered server is taken whole by one tenant, with a password that nobody else has, and can be removed when all have gone', async () => {
  const one = await open('instance', 'mars')
  const place = (await findPlacement(one.id))!
  const { server, appRole, database } = (await listDatabases()).find(({ databaseId }) => databaseId === place.databaseId)!
  expect(server).toBe('mars')
  const stored = await catalogDb().server.findUniqueOrThrow({ where: { id: away.id } })
  const { password } = new URL(away.server.superuserUrl)
  expect(stored.adminSecret).not.toContain(password)
  const config = applicationConfig(place)
  await expect(new pg.Client({ ...config, password: 'wrong' }).connect()).rejects.toMatchObject({ code: '28P01' })
  const client = new pg.Client(config)
  await client.connect()
  expect((await client.query('SELECT current_user AS role, current_database() AS database')).rows).toEqual([{ role: appRole, database }])
  await client.end()
  const second = { name: 'x', slug: 'second-on-mars', ownerName: 'O', ownerEmail: 'o@example.com', tier: 'enterprise', region: 'mars' }
  const refused = await createTenant(operator, { ...second, pattern: 'instance' })
  expect(await untilOver(refused.operation.id)).toMatchObject({ state: 'failed', error: { code: 'conflict' } })

  await remove(one)
  const other = await open('database', 'mars')
  await drainServer(operator, { server: 'mars' })
  await expect(removeServer(operator, { server: 'mars', confirm: 'mars' })).rejects.toMatchObject({ code: 'conflict' })
  await remove(other)
  expect(await getServerReport('mars')).toMatchObject({ tenants: 0, usage: { databasesMax: 0 } })
  await removeServer(operator, { server: 'mars', confirm: 'mars' })
  await expect(getServerReport('mars')).rejects.toMatchObject({ code: 'not_found' })
  const { rows } = await away.asSuperuser(`SELECT datname FROM pg_database WHERE datname LIKE '%\\_t\\_%'`)
  expect(rows).toEqual([])
}, 120_000)
