import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endStatements, setGate, type TenantDb, table } from '@/lib/db'
import { until } from '@/scripts/testing/until'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'
import { applicationConfig, roleConfig } from '../connections/connection-config'
import { contextKey, hmacPads } from '../migrations/context-key'
import { ContextSigner } from './context-signer'
import { sharedTenancy } from './open-tenant-db'
import { scopes } from './operation-scope'
import type { TenantContext } from './tenant-context'
import { contextWith, direct, ownTenancy } from './testing/tenancy'

let world: World
let a: { tenant: WorldTenant; db: TenantDb }
let b: { tenant: WorldTenant; db: TenantDb }
let one: ReturnType<typeof ownTenancy> // one connection: whatever a statement leaves behind meets the next tenant
beforeAll(async () => {
  world = await createWorld()
  a = await world.addTenant({ slug: 'a' })
  b = await world.addTenant({ slug: 'b' })
  for (const { db, tenant } of [a, b]) await db.department.create({ data: { code: '1', name: `of ${tenant.slug}` } })
  one = ownTenancy({ connectionsMax: 1, connectionsPerDatabaseMax: 1 })
})
afterAll(async () => {
  await one.end()
  await world.close()
})

const names = async (db: TenantDb) => (await one.db(db.context).department.findMany()).map((row) => row.name)
const run = (text: string, values: unknown[] = []) => direct(a.db.context, text, values, one.pool)
const backend = async () => Number((await run('SELECT pg_backend_pid() AS pid'))[0].pid)
/** What sec.tenant() says to a context, whoever sets it and from wherever they have it. */
const tenantOf = async (context: string) =>
  (
    await run(
      `WITH c AS MATERIALIZED (SELECT set_config('app.tenant', $1, true) AS x) SELECT sec.tenant() AS t FROM c WHERE x IS NOT NULL`,
      [context],
    )
  )[0].t
const signed = async (by = new ContextSigner(), context = a.db.context, pid?: number) => by.sign(context, pid ?? (await backend())).text

test('the tests run as a role that is no superuser, cannot bypass row security and owns nothing', async () => {
  const [role] = await run('SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user')
  expect(role).toEqual({ rolname: 'rowhouse_shared', rolsuper: false, rolbypassrls: false, rolcreaterole: false })
})

test('a context is worth exactly the tenant that it was signed for', async () => {
  expect(await tenantOf(await signed(undefined, b.db.context))).toBe(b.tenant.id) // whoever has it, has it: that is why it must not leak
})

describe('sec.tenant() refuses', () => {
  const expiry = (text: string, change: (seconds: number) => number) => text.replace(/\.(\d{10})\./, (_, s) => `.${change(Number(s))}.`)
  const other = new ContextSigner((database, keyId) => contextKey(`${database}_other`, keyId))
  const cases: [what: string, make: () => Promise<string>, code: string][] = [
    ['another tenant under a genuine MAC', async () => (await signed()).replace(a.tenant.id, b.tenant.id), 'TN002'],
    ['another epoch under a genuine MAC', async () => (await signed()).replace('.1.', '.2.'), 'TN002'],
    ['a longer life under a genuine MAC', async () => expiry(await signed(), (s) => s + 9_999), 'TN002'],
    ['another key id under a genuine MAC', async () => (await signed()).replace(/^1\./, '2.'), 'TN002'],
    ['a key of another database', () => signed(other), 'TN002'],
    ['a context that was signed for another connection', async () => signed(undefined, undefined, (await backend()) + 1), 'TN002'],
    ['an expired context', () => signed(new ContextSigner(undefined, -5)), 'TN003'],
    ['an outdated epoch', () => signed(undefined, contextWith(a.db.context, { epoch: 0 })), 'TN005'],
    ['an epoch of the future', () => signed(undefined, contextWith(a.db.context, { epoch: 2 })), 'TN005'],
    [
      'a tenant that this database does not serve',
      () => signed(undefined, contextWith(a.db.context, { tenantId: '019ab000-0000-7000-8000-00000000ffff' })),
      'TN005',
    ],
    ['an empty context', async () => '', 'TN001'],
    ['a bare tenant id', async () => b.tenant.id, 'TN002'],
    ['a MAC that is not hexadecimal', async () => (await signed()).replace(/.{64}$/, 'z'.repeat(64)), 'TN002'],
    ['a MAC in capitals', async () => (await signed()).replace(/.{64}$/, (mac) => mac.toUpperCase()), 'TN002'],
    ['dots', async () => '1....', 'TN002'],
    ['words where numbers belong', async () => `1.${b.tenant.id}.x.y.${'0'.repeat(64)}`, 'TN002'],
  ]
  test.each(cases)('%s', async (_what, make, code) => {
    await expect(tenantOf(await make())).rejects.toMatchObject({ carried: { detail: { error: expect.stringContaining(code) } } })
    expect(await names(a.db)).toEqual(['of a'])
  })

  test.each(['', 'garbage', '1....', `1.x.x.x.${'0'.repeat(64)}`])('%s as the first thing that a new connection hears', async (context) => {
    const client = new pg.Client(applicationConfig(a.tenant.location))
    await client.connect()
    await client.query(`SELECT set_config('app.tenant', $1, false)`, [context])
    await expect(client.query('SELECT * FROM public.departments')).rejects.toMatchObject({ code: context === '' ? 'TN001' : 'TN002' })
    await client.end()
  })
})

test('SQL injected into a statement of one tenant cannot become another, nor leave anything for the next statement', async () => {
  const forged = `1.${b.tenant.id}.1.9999999999.${'0'.repeat(64)}`
  const attacks = [
    `SELECT set_config('app.tenant', '${forged}', false), count(*)::int FROM public.departments`,
    `SELECT count(*)::int FROM public.departments WHERE set_config('app.tenant', '${forged}', true) IS NOT NULL`,
    `SET app.tenant = '${forged}'`,
    'SET ROLE rowhouse_owner',
    'SET ROLE rowhouse_control',
    'SET SESSION AUTHORIZATION postgres',
    'SELECT * FROM sec.key',
    'SELECT * FROM sec.gate',
    'UPDATE sec.gate SET epoch = 0',
    'SET row_security = off',
    `SET session_replication_role = 'replica'`,
    `DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; EXECUTE 'PREPARE _tenancy(text, text, text) AS SELECT $1, $2, $3'; END $$`,
    'SET search_path = pg_temp, public',
    'CREATE TEMP TABLE departments AS SELECT 1 AS x',
    `CREATE FUNCTION pg_temp.split_part(text, text, int) RETURNS text LANGUAGE sql AS $$ SELECT '9999999999' $$`,
    'CREATE TABLE public.x (y int)',
    'ALTER TABLE public.departments NO FORCE ROW LEVEL SECURITY',
    'DROP POLICY tenant ON public.departments',
    'TRUNCATE public.departments',
    'COPY public.departments TO STDOUT',
    `COPY public.departments FROM PROGRAM 'id'`,
    'BEGIN',
    'COMMIT',
    'SET statement_timeout = 1',
    'SELECT pg_advisory_lock(1)',
    'LISTEN x',
  ]
  for (const attack of attacks) {
    const rows = await run(attack).catch(() => [])
    for (const row of rows) expect(row.count ?? 1, attack).toBe(1)
    expect(await names(b.db), attack).toEqual(['of b'])
    expect(await names(a.db), attack).toEqual(['of a'])
  }
})

test('the application role reads neither keys nor gates', async () => {
  for (const name of ['sec.key', 'sec.gate', 'sec.pending', 'ledger.migrations']) {
    for (const text of [`SELECT * FROM ${name}`, `SELECT count(*) FROM ${name}`, `DELETE FROM ${name}`])
      await expect(run(text), text).rejects.toMatchObject({ code: '42501' })
  }
  await expect(run('UPDATE sec.gate SET epoch = 0')).rejects.toMatchObject({ code: '42501' })
  await expect(run(`SELECT sec.protect('public.employees', 'data')`)).rejects.toMatchObject({ code: '42501' })
})

test('several statements in one text are refused by the server', async () => {
  await expect(run(`SELECT 1; SELECT set_config('app.tenant', '', false)`)).rejects.toThrow(/multiple commands/)
})

test('a connection knows no tenant between two statements', async () => {
  const client = new pg.Client(applicationConfig(a.tenant.location))
  await client.connect()
  await expect(client.query('SELECT * FROM public.departments')).rejects.toMatchObject({ code: 'TN001' })
  const { text } = new ContextSigner().sign(a.db.context, (client as unknown as { processID: number }).processID)
  await client.query(`SELECT set_config('app.tenant', $1, true)`, [text])
  await expect(client.query('SELECT * FROM public.departments')).rejects.toMatchObject({ code: 'TN001' })
  await client.end()
})

test('a connection remembers no tenant after a statement', async () => {
  await names(a.db)
  const lease = await one.pool.lease({ context: a.db.context })
  const { rows } = await lease.send({ text: `SELECT current_setting('app.tenant', true) AS tenant` }, undefined)
  lease.release()
  expect(rows[0].tenant ?? '').toBe('')
})

test('another session of the same role finds no signed context in pg_stat_activity, and one that it had would be worth nothing to it', async () => {
  const spy = new pg.Client(applicationConfig(a.tenant.location))
  await spy.connect()
  const seen = async () =>
    (await spy.query<{ query: string; pid: number }>(`SELECT pid, query FROM pg_stat_activity WHERE datname = current_database()`)).rows
  const busy = a.db.$transaction(async (tx) => {
    await tx.department.count()
    await tx.$queryRaw`SELECT pg_sleep(20)::text, count(*) FROM ${table('departments')}`
  })
  busy.catch(() => {})
  const sleeping = async () => (await seen()).find(({ query }) => query.includes('pg_sleep(20)') && !query.includes('pg_stat_activity'))
  await until(async () => (await sleeping()) !== undefined)
  const { pid } = (await sleeping())!
  for (const { query } of await seen()) expect(query).not.toContain(a.tenant.id)
  // Had it leaked by any other way (a log, a core dump): the very bytes that the other connection sends.
  const { text } = new ContextSigner().sign(a.db.context, pid)
  await spy.query(`SELECT set_config('app.tenant', $1, false)`, [text])
  await expect(spy.query('SELECT * FROM public.departments')).rejects.toMatchObject({ code: 'TN002' })
  await spy.end()
  await endStatements(a.tenant.location, a.tenant.id)
  await expect(busy).rejects.toMatchObject({ code: 'unavailable' })
})

test('outside a TenantDb nothing leaves the process', async () => {
  const { client, pool } = sharedTenancy()
  await expect(client.department.count()).rejects.toThrow(/no tenancy context/)
  await expect(client.$transaction(async (tx) => tx.department.count())).rejects.toThrow(/no tenancy context/)
  await expect(pool.query({ text: 'SELECT 1' })).rejects.toThrow(/no tenancy context/)
  await expect(scopes.run({ context: { ...a.db.context } as TenantContext }, () => pool.query({ text: 'SELECT 1' }))).rejects.toThrow(
    /no tenancy context/,
  )
})

test.each([
  ['tenantId', 'x'],
  ['epoch', -1],
  ['epoch', 1.5],
  ['statementTimeoutMs', 0],
])('%s %s does not make a context', (name, value) => {
  expect(() => contextWith(a.db.context, { [name]: value })).toThrow(/not a tenancy context/)
})
test.each(['public"; DROP', '', 'Public', 'a'.repeat(64)])('the schema %j does not make a context', (schema) => {
  expect(() => contextWith(a.db.context, { location: { ...a.tenant.location, schema } })).toThrow(/not a tenancy context/)
})

describe('the gate', () => {
  test.each([
    ['stopped', 'tenant_stopped'],
    ['locked', 'tenant_locked'],
    ['moved', 'tenant_moved'],
  ] as const)(
    'a tenant that is %s reads and writes nothing, whatever any process has cached, and another one does not notice',
    async (state, code) => {
      const { tenant, db } = await world.addTenant()
      await db.department.create({ data: { code: '1', name: 'x' } })
      await setGate(tenant.location, tenant.id, { state, epoch: 1 })
      await expect(db.department.findMany()).rejects.toMatchObject({ code })
      await expect(db.department.create({ data: { code: '2', name: 'x' } })).rejects.toMatchObject({ code })
      await expect(db.$transaction((tx) => tx.department.count())).rejects.toMatchObject({ code })
      await expect(db.$queryRaw`SELECT 1 FROM ${table('departments')}`).rejects.toMatchObject({ code })
      await expect(db.$queryRaw`SELECT * FROM ${table('search_employees')}('x')`).rejects.toMatchObject({ code })
      expect(await names(a.db)).toEqual(['of a'])
      await setGate(tenant.location, tenant.id, { state: 'open', epoch: 1 })
      expect(await db.department.count()).toBe(1)
    },
  )

  test('a tenant that is stopped between two statements of a transaction reads no further, and nothing of it is written', async () => {
    const { tenant, db } = await world.addTenant()
    const work = db.$transaction(async (tx) => {
      await tx.department.create({ data: { code: '1', name: 'x' } })
      await setGate(tenant.location, tenant.id, { state: 'stopped', epoch: 1 })
      await tx.department.findMany()
    })
    await expect(work).rejects.toMatchObject({ code: 'tenant_stopped' })
    await setGate(tenant.location, tenant.id, { state: 'open', epoch: 1 })
    expect(await db.department.count()).toBe(0)
  })

  test('a tenant that is stopped in the middle of a read gets an error, not half an answer', async () => {
    const { tenant, db } = await world.addTenant()
    await db.department.createMany({
      data: [
        { code: '1', name: 'x' },
        { code: '2', name: 'y' },
      ],
    })
    const read = db.$queryRaw`SELECT name, pg_sleep(20)::text FROM ${table('departments')}`
    read.catch(() => {})
    await until(
      async () =>
        (
          await world.asSuperuser(
            `SELECT 1 FROM pg_stat_activity WHERE application_name = 'tenant:${tenant.id}' AND wait_event = 'PgSleep'`,
          )
        ).rowCount === 1,
    )
    await setGate(tenant.location, tenant.id, { state: 'stopped', epoch: 1 })
    expect(await endStatements(tenant.location, tenant.id)).toBe(1)
    await expect(read).rejects.toMatchObject({ code: 'unavailable' })
    await expect(db.department.count()).rejects.toMatchObject({ code: 'tenant_stopped' })
  })

  test('an epoch never goes back', async () => {
    const { tenant } = await world.addTenant()
    await setGate(tenant.location, tenant.id, { state: 'open', epoch: 3 })
    await expect(setGate(tenant.location, tenant.id, { state: 'open', epoch: 2 })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('the control role opens and shuts gates and sees no row of a tenant', async () => {
    const control = new pg.Client(roleConfig('rowhouse_control', a.tenant.location))
    await control.connect()
    await expect(control.query('SELECT * FROM public.departments')).rejects.toMatchObject({ code: '42501' })
    await expect(control.query('SELECT * FROM sec.key')).rejects.toMatchObject({ code: '42501' })
    await expect(control.query('DELETE FROM sec.gate')).rejects.toMatchObject({ code: '42501' })
    await control.end()
  })
})

test('the key is rotated without a refused statement', async () => {
  const { tenant, db } = await world.addTenant()
  const next = { ...tenant.location, keyId: 2 }
  const own = ownTenancy({ connectionsMax: 4 })
  let current = own.db(db.context)
  let failed: unknown
  const reads = [0, 0, 0]
  let isOver = false
  const traffic = Promise.all(
    reads.map(async (_, reader) => {
      while (!isOver)
        await current.department.count().then(
          () => reads[reader]!++,
          (error) => (failed = error),
        )
    }),
  )
  const someMore = () => {
    const before = [...reads]
    return until(() => reads.every((count, reader) => count > before[reader]! + 5)) // each of them: what it had begun is over
  }
  await someMore()
  const { inner, outer } = hmacPads(contextKey(tenant.location.database, 2))
  await world.asSuperuser('INSERT INTO sec.key (kid, inner_pad, outer_pad) VALUES (2, $1, $2)', [inner, outer])
  await someMore()
  current = own.db(contextWith(db.context, { location: next }))
  await someMore() // statements signed with the first key have left by now
  await world.asSuperuser('UPDATE sec.key SET kid = 9 WHERE kid = 1')
  await someMore()
  isOver = true
  await traffic
  await expect(db.department.count()).rejects.toMatchObject({ code: 'isolation' }) // still signs with the first key
  await world.asSuperuser('UPDATE sec.key SET kid = 1 WHERE kid = 9; DELETE FROM sec.key WHERE kid = 2')
  expect(failed).toBeUndefined()
  await own.end()
})

test('a query that runs in parallel asks for the tenant too', async () => {
  const { db } = await world.addTenant()
  await db.department.createMany({ data: Array.from({ length: 2_000 }, (_, n) => ({ code: `${n}`, name: `n ${n}` })) })
  await world.asSuperuser('ANALYZE departments')
  const settings = {
    min_parallel_table_scan_size: '0',
    parallel_setup_cost: '0',
    parallel_tuple_cost: '0',
    enable_indexscan: 'off',
    enable_bitmapscan: 'off',
  }
  const plan = await db.$transaction(async (tx) => {
    for (const [name, value] of Object.entries(settings)) {
      await tx.$queryRaw`SELECT set_config(${name}, ${value}, true) FROM ${table('tenancy_probe')} RIGHT JOIN (SELECT) one ON true`
    }
    const [found] = await tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${table('departments')} WHERE length(name) > 0`
    expect(found!.n).toBe(2_000)
    return tx.$queryRaw<object[]>`EXPLAIN SELECT count(*)::int AS n FROM ${table('departments')} WHERE length(name) > 0`
  })
  expect(JSON.stringify(plan)).toContain('Gather')
})
