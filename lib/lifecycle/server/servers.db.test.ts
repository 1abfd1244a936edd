import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { getServerAdmin, getServerReport, listServerReports, type ServerReport } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb, withOwner } from '@/lib/db'
import { choosePlace } from '@/lib/placement'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'
import { addDatabase } from './add-database'
import { changeCapacity } from './change-capacity'
import { checkDueServers, checkServer } from './check-server'
import { drainServer, undrainServer } from './drain-server'
import { preflightServer } from './preflight-server'
import { registerExternalServer } from './register-server'
import { removeServer } from './remove-server'

let world: World
let stopServer: () => Promise<void>
const me = systemPrincipal('test')
const viewer = {
  ...me,
  kind: 'operator',
  operatorId: newId(),
  sessionId: null,
  name: 'V',
  email: 'v@x',
  role: 'viewer',
  locale: null,
} as const
const asViewer = { ...viewer, permissions: new Set(['tenant:read'] as const) }
/** The same PostgreSQL under another name: to the catalog it is another server. */
const secondUrl = (user?: string) => {
  const url = new URL(process.env.DATABASE_URL!)
  url.hostname = 'localhost'
  url.pathname = '/postgres'
  if (user) url.username = user
  return url.toString()
}
const setServer = (id: string, data: object) => catalogDb().server.update({ where: { id }, data })

beforeAll(async () => {
  stopServer = await useOwnServer() // rights are given to a role here, and the roles of a server are everybody's
  world = await createWorld()
})
afterAll(async () => {
  await world.close()
  await stopServer()
})
beforeEach(async () => {
  await setServer(world.serverId, { state: 'ready', capacity: {}, facts: {} })
})

describe('preflight', () => {
  test('names every right that is missing, together, and its statements grant them when they are run as they stand', async () => {
    await world.asSuperuser(`CREATE ROLE nobody LOGIN PASSWORD '${new URL(process.env.DATABASE_URL!).password}'`)
    const before = await preflightServer(me, { adminUrl: secondUrl('nobody') })
    expect(before).toMatchObject({ role: 'nobody', isUsable: false })
    expect(before.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['createDatabase', 'createRole', 'foreignRoles']))
    for (const { statement } of before.findings.filter(({ weight }) => weight === 'blocks')) await world.asSuperuser(statement)
    const after = await preflightServer(me, { adminUrl: secondUrl('nobody') })
    expect(after.isUsable).toBe(true)
    await expect(registerExternalServer(me, { name: 'refused', region: 'local', adminUrl: secondUrl('wrong') })).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  test('says in words that a password is wrong, and never the address', async () => {
    const url = new URL(secondUrl())
    url.password = 'hunter2-secret'
    const failure = await preflightServer(me, { adminUrl: url.toString() }).catch((error: Error) => error)
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringContaining('password') })
    expect(JSON.stringify(failure)).not.toContain('hunter2')
    await expect(preflightServer(me, { adminUrl: 'postgresql://nobody@x' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('registering and removing', () => {
  let second: ServerReport

  test('keeps the password sealed, and the server answers through it', async () => {
    second = await registerExternalServer(me, { name: 'second', region: 'local', adminUrl: secondUrl() })
    expect(second).toMatchObject({ state: 'ready', provider: 'external', tenants: 0, isFirst: false })
    expect(second.facts).toMatchObject({ problem: null, walLevel: 'logical' })
    const row = await catalogDb().server.findUniqueOrThrow({ where: { name: 'second' } })
    expect(row.adminSecret).toMatch(/^k1\.[\w-]+\.[\w-]+$/)
    expect(JSON.stringify({ ...row, adminSecret: '' })).not.toContain('rowhouse_owner')
    const admin = await getServerAdmin(second.id)
    expect(admin.host).toBe('localhost')
    await withOwner(undefined, (client) => client.query('SELECT 1'), admin)
  })

  test('refuses a name or an address that is taken, and a viewer', async () => {
    await expect(registerExternalServer(me, { name: 'second', region: 'local', adminUrl: secondUrl() })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(registerExternalServer(me, { name: 'third', region: 'local', adminUrl: secondUrl() })).rejects.toMatchObject({
      code: 'conflict',
    })
    for (const attempt of [
      () => registerExternalServer(asViewer, { name: 'x', region: 'local', adminUrl: secondUrl() }),
      () => preflightServer(asViewer, { server: 'first' }),
      () => drainServer(asViewer, { server: 'first' }),
      () => changeCapacity(asViewer, { server: 'first', capacity: {} }),
      () => addDatabase(asViewer, { server: 'first', pattern: 'row' }),
      () => removeServer(asViewer, { server: 'second', confirm: 'second' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('removes an empty drained server only, by its typed name, and leaves a trail', async () => {
    const remove = (confirm = 'second') => removeServer(me, { server: 'second', confirm })
    await expect(remove('first')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(remove()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Drain') })
    await drainServer(me, { server: 'second' })
    const own = newId()
    await catalogDb().database.create({ data: { id: own, serverId: second.id, name: 'w_elsewhere', pattern: 'row' } })
    const { tenant } = await world.addTenant()
    await catalogDb().placement.update({ where: { tenantId: tenant.id }, data: { databaseId: own } })
    await expect(remove()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('1 tenant lives on second') })
    await catalogDb().placement.update({ where: { tenantId: tenant.id }, data: { databaseId: world.databaseId } })
    await remove()
    await expect(getServerReport('second')).rejects.toMatchObject({ code: 'not_found' })
    const actions = await catalogDb().auditEvent.findMany({ where: { subjectId: second.id }, orderBy: { id: 'asc' } })
    expect(actions.map(({ action }) => action)).toEqual(['server.registered', 'server.drained', 'server.removed'])
    expect(JSON.stringify(actions)).not.toContain('postgresql://')
    await expect(removeServer(me, { server: 'first', confirm: 'first' })).rejects.toMatchObject({
      message: expect.stringContaining('DATABASE_URL'),
    })
  })
})

describe('looking at a server', () => {
  test('finds version, size, connections, slots and tables, and the worker refreshes what is old', async () => {
    const { facts } = await checkServer(me, { server: 'first' })
    expect(facts).toMatchObject({ problem: null, walLevel: 'logical', slots: expect.any(Number) })
    expect(facts!.usedBytes).toBeGreaterThan(1e6)
    expect(facts!.tablesPerTenant).toBeGreaterThan(5)
    expect(facts!.connectionsMax).toBeGreaterThan(facts!.connections)
    await catalogDb().$executeRaw`UPDATE servers SET facts = '{}', checked_at = now() - interval '10 minutes'`
    await checkDueServers()
    expect((await getServerReport('first')).facts?.version).toBe(facts!.version)
  })

  test('one that does not answer is a fact, not an error, and takes nobody', async () => {
    const id = newId()
    await catalogDb().server.create({
      data: { id, name: 'dead', region: 'moon', host: '127.0.0.1', port: 1, level: 'full', adminSecret: 'x' },
    })
    const report = await checkServer(me, { server: 'dead' })
    expect(report.facts).toMatchObject({ version: null, problem: expect.any(String) })
    await catalogDb().database.create({ data: { id: newId(), serverId: id, name: 'row', pattern: 'row' } })
    await expect(choosePlace({ pattern: 'row', region: 'moon' })).rejects.toMatchObject({
      message: expect.stringContaining('does not answer'),
    })
    await catalogDb().database.deleteMany({ where: { serverId: id } })
    await catalogDb().server.delete({ where: { id } })
  })

  test('the list is paged, oldest first', async () => {
    const id = newId()
    await catalogDb().server.create({ data: { id, name: 'later', region: 'moon', host: '127.0.0.1', port: 2, level: 'basic' } })
    const first = await listServerReports({ limit: 1 })
    const rest = await listServerReports({ limit: 5, cursor: first.nextCursor! })
    expect([...first.servers, ...rest.servers].map(({ name }) => name)).toEqual(['first', 'later'])
    expect(rest.nextCursor).toBeNull()
    expect((await listServerReports({ region: 'moon' })).servers).toHaveLength(1)
    await catalogDb().server.delete({ where: { id } })
  })
})

describe('choosing a place', () => {
  const refusal = async (wish: Parameters<typeof choosePlace>[0]) =>
    choosePlace(wish).then(
      () => 'placed',
      (error: Error & { code: string }) => `${error.code}: ${error.message}`,
    )

  test('a drained server takes nobody until it is undrained', async () => {
    await drainServer(me, { server: 'first' })
    expect(await refusal({ pattern: 'row', region: 'local' })).toContain('conflict: There is no place')
    await undrainServer(me, { server: 'first' })
    expect((await choosePlace({ pattern: 'row', region: 'local' })).database?.databaseId).toBe(world.databaseId)
  })

  test('overflows to the next server of the region when one is full, and to no other region', async () => {
    const ids = [newId(), newId()]
    for (const [index, region] of ['local', 'frankfurt'].entries()) {
      await catalogDb().server.create({ data: { id: ids[index]!, name: `more-${index}`, region, host: 'x', port: index, level: 'full' } })
    }
    await changeCapacity(me, { server: 'first', capacity: { databasesMax: 0 } })
    expect((await choosePlace({ pattern: 'database', region: 'local' })).server.name).toBe('more-0')
    await changeCapacity(me, { server: 'more-0', capacity: { databasesMax: 0 } })
    expect(await refusal({ pattern: 'database', region: 'local' })).toMatch(/first is full: 0 of 0 own databases; more-0 is full/)
    expect(await refusal({ pattern: 'database', region: 'local', serverId: ids[1]! })).toContain('the data stays in local')
    await catalogDb().server.deleteMany({ where: { id: { in: ids } } })
  })

  test('the fifty-first own database is refused by the catalog itself, also when two are entered at once', async () => {
    await changeCapacity(me, { server: 'first', capacity: { databasesMax: 1 } })
    const enter = (name: string) =>
      catalogDb().database.create({ data: { id: newId(), serverId: world.serverId, name, pattern: 'database' } })
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((name) => enter(`own_${name}`)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await catalogDb().database.deleteMany({ where: { pattern: 'database' } })
  })

  test('a database that is added takes tenants of its pattern, and the emptiest is taken first', async () => {
    const added = await addDatabase(me, { server: 'first', pattern: 'row', name: `${world.database}_2` })
    await world.addTenant()
    expect((await choosePlace({ pattern: 'row', region: 'local' })).database?.databaseId).toBe(added.databaseId)
    await expect(addDatabase(me, { server: 'first', pattern: 'row', name: `${world.database}_2` })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await refusal({ pattern: 'schema', region: 'local' })).toContain('has no database of the pattern schema')
  })
})
