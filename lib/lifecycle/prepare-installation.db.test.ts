import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { getServerReport, listDatabases, listTiers, registerDatabase, registerServer, sealServerAdmin } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb, closeAll, withOwner } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { lintIsolation, prepareInstallation, selfTestIsolation } from './index'

const operator = systemPrincipal('test')
let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('preparing the installation by two processes at the same moment makes one of everything, and repeating changes nothing', async () => {
  const url = new URL(process.env.DATABASE_URL!)
  const before = process.env.DATABASE_URL
  url.pathname = `/fresh_${newId().slice(-8)}`
  const name = url.pathname.slice(1)
  await closeAll()
  process.env.DATABASE_URL = url.toString()
  try {
    await Promise.all([prepareInstallation(), prepareInstallation(), prepareInstallation()])
    await prepareInstallation()
    expect(await listDatabases()).toMatchObject([
      { database: `${name}_row_1`, pattern: 'row', server: 'local' },
      { database: `${name}_schema_1`, pattern: 'schema', server: 'local' },
    ])
    expect(await catalogDb().server.count()).toBe(1)
    expect(Object.fromEntries((await listTiers()).map(({ key, defaultPattern }) => [key, defaultPattern]))).toEqual({
      ...{ free: 'row', standard: 'schema' },
      enterprise: 'database', // on somebody's server none can be started for a tenant
    })
    expect((await getServerReport('local')).standbyTargets).toEqual({ schema: 2, database: 1, instance: 0 })
    // A server that is away is named in the log, and keeps nobody else from being served.
    const away = await registerServer({ name: 'away', region: 'local', host: '127.0.0.1', port: 1, provider: 'external', level: 'basic' })
    const adminSecret = sealServerAdmin(away, { user: 'x', password: 'x', maintenanceDatabase: 'postgres' })
    await catalogDb().server.update({ where: { id: away }, data: { adminSecret } })
    await registerDatabase({ serverId: away, name: 'away_1', pattern: 'row', schemaVersion: '' })
    await catalogDb().database.updateMany({ where: { name: `${name}_row_1` }, data: { schemaVersion: '' } })
    await prepareInstallation()
    expect((await listDatabases()).map(({ database, schemaVersion }) => [database, schemaVersion !== ''])).toEqual([
      [`${name}_row_1`, true],
      [`${name}_schema_1`, true],
      ['away_1', false],
    ])
    expect(await lintIsolation(operator)).toEqual({ databases: 3, findings: [], away: [{ database: 'away_1', server: 'away' }] })
    expect(await selfTestIsolation(operator)).toContainEqual(expect.objectContaining({ database: 'away_1', isAnswering: false }))
    await catalogDb().database.deleteMany({ where: { name: 'away_1' } })
  } finally {
    await closeAll()
    process.env.DATABASE_URL = before
    await withOwner('postgres', async (owner) => {
      for (const each of [name, `${name}_row_1`, `${name}_schema_1`]) await owner.query(`DROP DATABASE IF EXISTS ${each} WITH (FORCE)`)
    })
  }
}, 90_000)
