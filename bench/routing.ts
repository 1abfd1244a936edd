// 10,000 tenants over 1,000 schemas and 20 databases, touched in one process in no order: what it remembers of them, how long a read
// takes, how many connections it has open, and what it costs when the database had no connection yet.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { newId } from '@/lib/core'
import {
  closeAll,
  createTenantDatabase,
  createTenantSchema,
  ensureRoles,
  openTenantDb,
  TenantContext,
  type TenantDb,
  withOwner,
} from '@/lib/db'
import { prepareTenantDatabase } from '@/lib/db/migrations/create-tenant-database'
import { createTenancy, sharedTenancy, tenantDbOf } from '@/lib/db/tenant/open-tenant-db'
import { openConnections, RoutingPool } from '@/lib/db/tenant/routing-pool'
import { startTestServer, testMasterKey } from '../scripts/testing/postgres'

const DATABASES = 20
const SCHEMAS_EACH = 50
const TENANTS_EACH = 10
const CONCURRENCY = 16
const MISSES = 300

export default async function routing(): Promise<Record<string, number>> {
  const server = await startTestServer(['shared_buffers=512MB', 'max_wal_size=4GB'])
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  const url = new URL(server.superuserUrl)
  url.pathname = '/routing'
  Object.assign(process.env, { DATABASE_URL: url.toString(), MASTER_KEY: testMasterKey(), DATA_DIR: dataDir, LOG_LEVEL: 'error' })
  try {
    const contexts = await fill(url)
    const dbs = shuffled(contexts).map((context) => openTenantDb(context))
    await touch(dbs.slice(0, 500), []) // warm: statements, code
    const before = memory()
    const times: number[] = []
    const connections = await touch(dbs, times)
    const after = memory()
    const again = await touch(shuffled(dbs), times)
    return {
      memoryGrowthMiB: (after - before) / 2 ** 20,
      memoryGrowthAgainMiB: (memory() - after) / 2 ** 20,
      p50: at(times, 0.5),
      p99: at(times, 0.99),
      connectionsMax: Math.max(connections, again),
      ...(await misses(contexts)),
      tenants: contexts.length,
      samples: times.length,
    }
  } finally {
    await closeAll()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** One database with its schemas is made as the product makes it; the others are its copies, with tenants and a key of their own. */
async function fill(url: URL): Promise<TenantContext[]> {
  await withOwner('postgres', (owner) => owner.query('CREATE DATABASE routing'))
  await ensureRoles()
  await createTenantDatabase('routing_1')
  for (let n = 0; n < SCHEMAS_EACH; n++) await createTenantSchema('routing_1', `t_${n}`)
  const contexts: TenantContext[] = []
  for (let d = 1; d <= DATABASES; d++) {
    const database = `routing_${d}`
    if (d > 1) await withOwner('postgres', (owner) => owner.query(`CREATE DATABASE ${database} TEMPLATE routing_1 STRATEGY file_copy`))
    await withOwner(database, (owner) => prepareTenantDatabase(owner, database))
  }
  for (let d = 1; d <= DATABASES; d++) {
    const database = `routing_${d}`
    const own = Array.from({ length: SCHEMAS_EACH * TENANTS_EACH }, (_, n) => ({ tenantId: newId(), schema: `t_${n % SCHEMAS_EACH}` }))
    await withOwner(database, (owner) =>
      owner.query(`INSERT INTO sec.gate (tenant_id, state, epoch) SELECT id, 'open', 1 FROM unnest($1::uuid[]) id`, [
        own.map(({ tenantId }) => tenantId),
      ]),
    )
    for (const { tenantId, schema } of own) {
      const location = {
        ...{ databaseId: newId(), database, host: url.hostname, port: Number(url.port), schema },
        ...{ keyId: 1, isPooled: false, appRole: null, appSecret: null },
      }
      contexts.push(new TenantContext({ tenantId, location, epoch: 1 }))
    }
  }
  return contexts
}

/** Every tenant once. Gives the most connections that were open. */
async function touch(dbs: readonly TenantDb[], times: number[]): Promise<number> {
  const { pool } = sharedTenancy()
  let [next, most] = [0, 0]
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let db = dbs[next++]; db !== undefined; db = dbs[next++]) {
        const start = performance.now()
        await db.department.findMany({ take: 10 })
        times.push(performance.now() - start)
        most = Math.max(most, pool.openConnections)
      }
    }),
  )
  return most
}

/** With room for four databases only, each read below meets one that has no connection: it is opened, and an idle one elsewhere closes. */
async function misses(contexts: readonly TenantContext[]): Promise<Record<string, number>> {
  const connections = openConnections({ poolsMax: 4, connectionsMax: 4 })
  const tenancy = createTenancy(new RoutingPool({ connections }))
  const times: number[] = []
  const each = contexts.length / DATABASES
  for (let n = 0; n < MISSES; n++) {
    const context = contexts[(n % DATABASES) * each + (randomBytes(2).readUInt16BE() % each)]!
    const start = performance.now()
    await tenantDbOf(tenancy, context).department.findMany({ take: 10 })
    times.push(performance.now() - start)
  }
  await tenancy.client.$disconnect()
  await connections.end()
  return { poolMissP50: at(times, 0.5), poolMissP99: at(times, 0.99) }
}

function memory(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

const at = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
