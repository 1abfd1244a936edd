import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTenantDatabase, sql, type TenantDb, table, withOwner } from '@/lib/db'
import { until } from '@/scripts/testing/until'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'
import { openTenantDb } from './open-tenant-db'
import { contextWith, direct, ownTenancy } from './testing/tenancy'

let world: World
let a: { tenant: WorldTenant; db: TenantDb }
const extra: string[] = []
beforeAll(async () => {
  world = await createWorld()
  a = await world.addTenant()
})
afterAll(() => world.close())

/** The same tenant in another database: as a tenant that exists twice, in the middle of a move. */
async function inAnotherDatabase(suffix: string) {
  const database = `${world.database}_${suffix}`
  if (!extra.includes(database)) {
    extra.push(database)
    await createTenantDatabase(database)
    await withOwner(database, (owner) =>
      owner.query(`INSERT INTO sec.gate (tenant_id, state, epoch) VALUES ($1, 'open', 1)`, [a.tenant.id]),
    )
  }
  return contextWith(a.db.context, { location: { ...a.tenant.location, database } })
}
const nothing = table('tenancy_probe')
const sleep = (seconds: number) =>
  sql`SELECT current_setting('application_name') AS app, pg_sleep(${seconds})::text FROM ${nothing} RIGHT JOIN (SELECT) one ON true`

test('one id in two databases and two schemas is four different rows', async () => {
  const id = '01900000-0000-7000-8000-000000000001'
  const own = await world.addTenant({ schema: 't_own' })
  const other = await inAnotherDatabase('b')
  const dbs = [a.db, own.db, openTenantDb(other), (await world.addTenant()).db]
  await Promise.all(dbs.map((db, n) => db.department.create({ data: { id, code: '1', name: `place ${n}` } })))
  const found = await Promise.all(dbs.map((db) => db.department.findUniqueOrThrow({ where: { id } })))
  expect(found.map((row) => row.name)).toEqual(dbs.map((_, n) => `place ${n}`))
})

test('isolation costs no round trip, and an interactive transaction has one less', async () => {
  let syncs = 0
  const { host, port } = a.tenant.location
  const proxy = net.createServer((client) => {
    const server = net.connect(port, host)
    client
      .on('error', () => {})
      .pipe(server)
      .on('error', () => {})
    server.on('data', (data) => {
      for (let at = data.indexOf('Z\0\0\0\x05'); at >= 0; at = data.indexOf('Z\0\0\0\x05', at + 5)) syncs++ // ReadyForQuery
      client.write(data)
    })
  })
  const proxyPort = await new Promise<number>((resolve) =>
    proxy.listen(0, '127.0.0.1', () => resolve((proxy.address() as net.AddressInfo).port)),
  )
  const own = ownTenancy({ connectionsMax: 1 })
  const db = own.db(contextWith(a.db.context, { location: { ...a.tenant.location, host: '127.0.0.1', port: proxyPort } }))
  await db.employee.findMany()
  const trips = async (work: () => Promise<unknown>) => {
    const before = syncs
    await work()
    return syncs - before
  }
  expect(await trips(() => db.employee.findMany())).toBe(1)
  expect(await trips(() => db.employee.findMany())).toBe(1)
  expect(await trips(() => db.$transaction(async (tx) => [await tx.employee.findMany(), await tx.employee.findMany()]))).toBe(3) // stock Prisma: 4
  expect(await trips(() => db.$transaction(async () => {}))).toBe(0)
  expect(await trips(() => db.$queryRaw`SELECT count(*) FROM ${table('employees')}`)).toBe(1) // no cleaning after what cannot change the session
  await own.end()
  await new Promise((resolve) => proxy.close(resolve))
})

test('an SQL error keeps the connection, a killed one is replaced, and what it had begun is not written', async () => {
  const own = ownTenancy({ connectionsMax: 1 })
  const db = own.db(a.db.context)
  const pid = async () => Number((await direct(a.db.context, 'SELECT pg_backend_pid() AS pid', [], own.pool))[0].pid)
  const first = await pid()
  await expect(db.$queryRaw`SELECT 1/0 FROM ${nothing} RIGHT JOIN (SELECT) one ON true`).rejects.toThrow(/division/)
  await db.department.create({ data: { code: 'twice', name: 'x' } })
  await expect(db.department.create({ data: { code: 'twice', name: 'x' } })).rejects.toMatchObject({ code: 'conflict' })
  expect(await pid()).toBe(first)
  await world.asSuperuser('SELECT pg_terminate_backend($1)', [first])
  await until(() =>
    pid().then(
      (now) => now !== first,
      () => false,
    ),
  )
  const broken = db.$transaction(async (tx) => {
    await tx.department.create({ data: { code: 'lost', name: 'x' } })
    await world.asSuperuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenant:${a.tenant.id}'`)
    await tx.department.count()
  })
  await expect(broken).rejects.toMatchObject({ code: 'unavailable' })
  expect(await db.department.count({ where: { code: 'lost' } })).toBe(0)
  expect(own.pool.openConnections).toBe(1)
  await own.end()
})

test('a column type that changes under traffic with named statements fails no read', async () => {
  const { db } = await world.addTenant()
  await db.file.create({ data: { purpose: 'p', name: 'x', contentType: 'x', sizeBytes: 1n, sha256: 'x', createdBy: 'x' } })
  let isOver = false
  let reads = 0
  const failed: string[] = []
  const traffic = Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!isOver)
        await db.file.findMany({ where: { purpose: 'p' } }).then(
          () => reads++,
          (error) => failed.push(String(error)),
        )
    }),
  )
  for (const type of ['integer', 'bigint', 'integer', 'bigint']) {
    const before = reads
    await world.asSuperuser(`ALTER TABLE files ALTER COLUMN size_bytes TYPE ${type}`)
    await until(() => reads > before + 100)
  }
  isOver = true
  await traffic
  expect(failed).toEqual([])
  const [named] = await direct(db.context, `SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name ~ '^s[0-9a-f]{40}$'`)
  expect(named.n).toBeGreaterThan(0) // the statements really had names
})

test("the tier's statement timeout holds, and application_name tells who is running", async () => {
  const slow = openTenantDb(contextWith(a.db.context, { statementTimeoutMs: 40 }))
  await expect(slow.$queryRaw(sleep(0.2))).rejects.toMatchObject({ code: 'busy' })
  expect(await a.db.$queryRaw(sleep(0.01))).toMatchObject([{ app: `tenant:${a.tenant.id}` }])
  await expect(slow.$transaction(async (tx) => [await tx.department.count(), await tx.$queryRaw(sleep(0.2))])).rejects.toMatchObject({
    code: 'busy',
  })
})

test('an aborted request stops on the server and gives its connection to nobody', async () => {
  const abort = new AbortController()
  const running = async () =>
    (await world.asSuperuser(`SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND state = 'active'`, [`tenant:${a.tenant.id}`]))
      .rowCount === 1
  const work = a.db.withSignal(abort.signal).$queryRaw(sleep(20))
  work.catch(() => {})
  await until(running)
  abort.abort()
  await expect(work).rejects.toMatchObject({ code: 'unavailable' })
  await until(async () => !(await running()))
  await expect(a.db.withSignal(abort.signal).department.count()).rejects.toMatchObject({ code: 'unavailable' })
})

test('requests that are given up before they begin cost no connection', async () => {
  const own = ownTenancy({ connectionsMax: 1 })
  const db = own.db(a.db.context)
  const pid = async () => Number((await direct(a.db.context, 'SELECT pg_backend_pid() AS pid', [], own.pool))[0].pid)
  const before = await pid()
  const abort = new AbortController()
  await db.$transaction(async (tx) => {
    await tx.department.count()
    const waiting = Promise.allSettled([1, 2, 3].map(() => db.withSignal(abort.signal).department.count()))
    abort.abort()
    void waiting
  })
  expect(await pid()).toBe(before)
  await own.end()
})

test('a server behind a transaction pooler is refused with the way out', async () => {
  const own = ownTenancy({})
  const db = own.db(contextWith(a.db.context, { location: { ...a.tenant.location, isPooled: true } }))
  await expect(db.department.count()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/direct address/) })
  await own.end()
})

test('a transaction that is aborted half-way writes nothing', async () => {
  const { db } = await world.addTenant()
  const abort = new AbortController()
  const work = db.withSignal(abort.signal).$transaction(async (tx) => {
    await tx.department.create({ data: { code: '1', name: 'x' } })
    abort.abort()
    await tx.department.create({ data: { code: '2', name: 'x' } })
  })
  await expect(work).rejects.toMatchObject({ code: 'unavailable' })
  expect(await db.department.count()).toBe(0)
})

test('databases share what connections there are: never more pools or connections than allowed, none closed while in use', async () => {
  const contexts = [a.db.context, await inAnotherDatabase('b'), await inAnotherDatabase('c')]
  const own = ownTenancy({ poolsMax: 2, connectionsMax: 3, connectionsPerDatabaseMax: 2, waitMs: 20_000 })
  let [pools, connections] = [0, 0]
  const look = () => {
    pools = Math.max(pools, own.pool.openDatabases)
    connections = Math.max(connections, own.pool.openConnections)
  }
  await Promise.all(
    Array.from({ length: 90 }, async (_, n) => {
      const db = own.db(contexts[n % 3]!)
      if (n % 2) return db.department.count().then(look)
      await db.$transaction(
        async (tx) => {
          await tx.department.count()
          look()
          await tx.department.count()
        },
        { maxWait: 20_000, timeout: 20_000 },
      )
    }),
  )
  expect(pools).toBe(2)
  expect(connections).toBeGreaterThan(1)
  expect(connections).toBeLessThanOrEqual(3)
  await own.end()
})

test('an idle connection of one database makes way for another database', async () => {
  const own = ownTenancy({ connectionsMax: 2, connectionsPerDatabaseMax: 2, waitMs: 3_000 })
  const [here, there] = [own.db(a.db.context), own.db(await inAnotherDatabase('b'))]
  await Promise.all([here.$queryRaw(sleep(0.05)), here.$queryRaw(sleep(0.05))])
  expect(own.pool.openConnections).toBe(2)
  await here.$transaction(async (tx) => {
    await tx.department.count()
    await there.department.count()
    expect(own.pool.openConnections).toBe(2)
  })
  await own.end()
})

test('when every connection is in use, the next request is told to come back instead of waiting for ever', async () => {
  const own = ownTenancy({ connectionsMax: 1, waitMs: 50, waitingMax: 1 })
  const [here, there] = [own.db(a.db.context), own.db(await inAnotherDatabase('b'))]
  await here.$transaction(async (tx) => {
    await tx.department.count()
    const waiting = await Promise.allSettled([there.department.count(), here.department.count()])
    for (const one of waiting) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'busy', retryAfterSeconds: 5 } })
  })
  expect(await there.department.count()).toBeGreaterThanOrEqual(0)
  await own.end()
})

test('a server that is not there is unavailable, not an internal error', async () => {
  const own = ownTenancy({})
  const gone = own.db(contextWith(a.db.context, { location: { ...a.tenant.location, port: 1 } }))
  await expect(gone.department.count()).rejects.toMatchObject({ code: 'unavailable' })
  await expect(gone.$transaction(async (tx) => tx.department.count())).rejects.toMatchObject({ code: 'unavailable' })
  await own.end()
})

test('hand-written SQL leaves nothing in the session for the next tenant', async () => {
  const own = ownTenancy({ connectionsMax: 1 })
  const db = own.db(a.db.context)
  const other = own.db((await world.addTenant()).db.context)
  const set = (name: string, value: string) =>
    sql`SELECT set_config(${name}, ${value}, false) FROM ${nothing} RIGHT JOIN (SELECT) one ON true`
  const zone = async () =>
    (
      await other.$queryRaw<{ zone: string }[]>`SELECT current_setting('TimeZone') AS zone FROM ${nothing} RIGHT JOIN (SELECT) one ON true`
    )[0]!.zone
  const before = await zone()
  await db.$queryRaw(set('TimeZone', 'Asia/Seoul'))
  expect(await zone()).toBe(before)
  await db.$transaction(async (tx) => [await tx.department.count(), await tx.$queryRaw(set('TimeZone', 'Asia/Seoul'))])
  expect(await zone()).toBe(before)
  await own.end()
})

test('with a thousand tenants in turn, what a connection remembers stays bounded', async () => {
  const own = ownTenancy({ connectionsMax: 1 })
  const tenants = Array.from({ length: 1_000 }, (_, n) => `019ab000-0000-7000-8000-${String(n).padStart(12, '0')}`)
  await world.asSuperuser(`INSERT INTO sec.gate (tenant_id, state, epoch) SELECT unnest($1::uuid[]), 'open', 1`, [tenants])
  for (const tenantId of tenants) expect(await own.db(contextWith(a.db.context, { tenantId })).department.count()).toBe(0)
  expect(own.pool.openConnections).toBe(1)
  await own.end()
})
