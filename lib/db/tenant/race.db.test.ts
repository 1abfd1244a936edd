import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAppError } from '@/lib/core'
import { type TenantDb, table } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { contextWith, ownTenancy } from './testing/tenancy'

const REQUESTS = process.env.FULL || process.env.ROWHOUSE_FULL_TESTS ? 10_000 : 2_000
const CLIENTS = 32

let world: World
let tenancy: ReturnType<typeof ownTenancy>
let tenants: TenantDb[]
beforeAll(async () => {
  world = await createWorld()
  tenancy = ownTenancy({ connectionsMax: 4 })
  const made = [
    ...(await Promise.all([1, 2, 3, 4, 5, 6].map(() => world.addTenant()))),
    ...(await Promise.all(['t_1', 't_2'].map((schema) => world.addTenant({ schema })))),
  ]
  tenants = made.map(({ db }) => tenancy.db(db.context))
})
afterAll(async () => {
  await tenancy.end()
  await world.close()
})

let seed = 7
function random(n: number): number {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n
}

class ForeignRow extends Error {}
function own<Row extends { tenantId: string }>(db: TenantDb, rows: Row[]): Row[] {
  for (const row of rows) if (row.tenantId !== db.context.tenantId) throw new ForeignRow(JSON.stringify(row))
  return rows
}

const REQUEST_KINDS: Record<string, (db: TenantDb, code: string) => Promise<{ written?: string }>> = {
  async read(db) {
    const rows = own(db, await db.department.findMany({ take: 50, include: { employees: true } }))
    if (rows.length === 0) throw new ForeignRow('rows are gone')
    return {}
  },
  async write(db, code) {
    own(db, [await db.department.create({ data: { code, name: code } })])
    return { written: code }
  },
  async transaction(db, code) {
    await db.$transaction(async (tx) => {
      await tx.department.create({ data: { code, name: code } })
      own(db, await tx.department.findMany({ take: 20 }))
    })
    return { written: code }
  },
  async conflict(db) {
    await db.department.create({ data: { code: 'first', name: 'again' } })
    return {}
  },
  async 'SQL error'(db) {
    await db.$queryRaw`SELECT 1 / (count(*) - count(*)) FROM ${table('departments')}`
    return {}
  },
  async raw(db) {
    own(db, await db.$queryRaw<{ tenantId: string }[]>`SELECT DISTINCT tenant_id::text AS "tenantId" FROM ${table('departments')}`)
    return {}
  },
  async timeout(db) {
    const slow = tenancy.db(contextWith(db.context, { statementTimeoutMs: 15 }))
    await slow.$queryRaw`SELECT pg_sleep(1)::text FROM ${table('tenancy_probe')} RIGHT JOIN (SELECT) one ON true`
    return {}
  },
  async abort(db) {
    await db.withSignal(AbortSignal.timeout(random(12))).$queryRaw`SELECT pg_sleep(0.02)::text FROM ${table('departments')} LIMIT 1`
    return {}
  },
  async 'session change'(db) {
    await db.$queryRaw`SELECT set_config('app.tenant', 'x', false), set_config('search_path', 'pg_temp', false) FROM ${table('departments')} LIMIT 1`
    return {}
  },
}
const OFTEN = ['read', 'read', 'read', 'write', 'write', 'transaction', 'raw'] // the others once each

test(`${REQUESTS} interleaved requests with SQL errors, timeouts, client disconnects and killed backends return no foreign row and lose no acknowledged one`, async () => {
  await Promise.all(tenants.map((db) => db.department.create({ data: { code: 'first', name: 'first' } })))
  const acknowledged = tenants.map(() => new Set(['first']))
  const attempted = tenants.map(() => new Set(['first']))
  const outcomes = new Map<string, number>()
  const strange: unknown[] = []
  const kinds = [...OFTEN, ...OFTEN, ...Object.keys(REQUEST_KINDS)]
  let kills = 0

  const request = async (n: number) => {
    const who = random(tenants.length)
    const kind = kinds[random(kinds.length)]!
    attempted[who]!.add(`c${n}`)
    let outcome = 'ok'
    try {
      const { written } = await REQUEST_KINDS[kind]!(tenants[who]!, `c${n}`)
      if (written) acknowledged[who]!.add(written)
    } catch (error) {
      if (error instanceof ForeignRow) throw error
      outcome = isAppError(error) ? error.code : /division by zero/.test(String(error)) ? 'division' : 'strange'
      if (outcome === 'strange' || outcome === 'isolation') strange.push(error)
    }
    outcomes.set(`${kind}: ${outcome}`, (outcomes.get(`${kind}: ${outcome}`) ?? 0) + 1)
    if (n % 60 === 59) {
      const killed = await world.asSuperuser(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rowhouse_shared' AND datname = current_database() ORDER BY random() LIMIT 1`,
      )
      kills += killed.rowCount ?? 0
    }
  }
  let next = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < REQUESTS) await request(next++)
    }),
  )

  for (const [who, db] of tenants.entries()) {
    const codes = new Set(own(db, await db.department.findMany()).map((row) => row.code))
    expect([...acknowledged[who]!].filter((code) => !codes.has(code))).toEqual([])
    expect([...codes].filter((code) => !attempted[who]!.has(code))).toEqual([])
  }
  expect(strange).toEqual([])
  expect(kills).toBeGreaterThan(REQUESTS / 100)
  for (const seen of [
    'read: ok',
    'write: ok',
    'transaction: ok',
    'conflict: conflict',
    'SQL error: division',
    'timeout: busy',
    'abort: unavailable',
  ]) {
    expect(outcomes.get(seen) ?? 0, `${seen} of ${JSON.stringify([...outcomes])}`).toBeGreaterThan(5)
  }
  expect(tenancy.pool.openConnections).toBeLessThanOrEqual(4)
}, 300_000)
