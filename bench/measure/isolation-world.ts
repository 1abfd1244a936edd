import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeAll, createTenantDatabase, ensureRoles, TenantContext, type TenantLocation } from '@/lib/db'
import { startTestServer, testMasterKey } from '../../scripts/testing/postgres'

export const TENANTS = 200
const DEPARTMENTS = 10
const PEOPLE = 100 // in each department

const hex = (expression: string) => `lpad(to_hex(${expression}), 12, '0')`
const pad = (n: number) => n.toString(16).padStart(12, '0')
export const tenantId = (t: number) => `aaaa0000-0000-7000-8000-${pad(t)}`
export const departmentId = (t: number, d: number) => `dddd0000-0000-7000-8000-${pad(t * 100 + d)}`
export const employeeId = (t: number, e: number) => `eeee0000-0000-7000-8000-${pad(t * 10_000 + e)}`

const SETTING = `nullif(current_setting('app.tenant', true), '')::uuid`
const UNSIGNED = `split_part(current_setting('app.tenant', true), '.', 2)::uuid`

let seed = 42
/** 1 to n, the same in every run. */
export function random(n: number): number {
  seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
  return 1 + ((seed >> 8) % n)
}

/**
 * 200,000 people of 200 tenants, four times: as they are; without the triggers of gate and meter, for the client that has no isolation; the same behind
 * policies that trust a plain setting, for Prisma's documented extension; and behind a sec.tenant() that checks nothing, for the share of the signature.
 */
export async function openIsolationWorld() {
  const server = await startTestServer()
  const dataDir = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  const url = new URL(server.superuserUrl)
  url.pathname = '/rowhouse'
  Object.assign(process.env, { DATABASE_URL: url.toString(), MASTER_KEY: testMasterKey(), DATA_DIR: dataDir })
  const address = { host: url.hostname, port: Number(url.port) }
  const asSuperuser = async (database: string, ...statements: string[]) => {
    const at = new URL(server.superuserUrl)
    at.pathname = `/${database}`
    const client = new pg.Client({ connectionString: at.toString() })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  const connect = (database: string, user: string) => new pg.Pool({ ...address, database, user, password: 'bench', max: 16 })

  await ensureRoles()
  await asSuperuser(
    'postgres',
    `CREATE ROLE bench_open LOGIN BYPASSRLS PASSWORD 'bench' IN ROLE rowhouse_app`,
    `CREATE ROLE bench_app LOGIN PASSWORD 'bench' IN ROLE rowhouse_app`,
  )
  for (const database of ['bench', 'bench_open', 'bench_setting', 'bench_unsigned']) {
    await createTenantDatabase(database)
    await asSuperuser(database, ...people(), `GRANT CONNECT ON DATABASE ${database} TO bench_open, bench_app`)
  }
  for (const name of ['employees', 'files']) {
    await asSuperuser(
      'bench_setting',
      `ALTER POLICY tenant ON ${name} USING (tenant_id = (SELECT ${SETTING})) WITH CHECK (tenant_id = (SELECT ${SETTING}))`,
    )
  }
  await asSuperuser(
    'bench_unsigned',
    `CREATE OR REPLACE FUNCTION sec.tenant() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
     AS $$ BEGIN RETURN ${UNSIGNED}; END $$`,
  )
  for (const database of ['bench', 'bench_open', 'bench_setting', 'bench_unsigned']) await asSuperuser(database, 'VACUUM ANALYZE')

  for (const name of ['employees', 'files']) {
    for (const database of ['bench_open', 'bench_setting']) {
      for (const trigger of ['gate', 'meter_added', 'meter_removed']) {
        await asSuperuser(database, `DROP TRIGGER IF EXISTS ${trigger} ON ${name}`)
      }
    }
  }

  const contexts = (database: string) => {
    const place = { databaseId: database, database, ...address, schema: 'public', keyId: 1, isPooled: false }
    const location: TenantLocation = { ...place, appRole: null, appSecret: null }
    return Array.from({ length: TENANTS + 1 }, (_, t) => new TenantContext({ tenantId: tenantId(t), location, epoch: 1 }))
  }
  return {
    connect,
    contexts,
    async close() {
      await closeAll()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function people(): string[] {
  const t = `('aaaa0000-0000-7000-8000-' || ${hex('t')})::uuid`
  const d = `('dddd0000-0000-7000-8000-' || ${hex('t * 100 + d')})::uuid`
  const e = `('eeee0000-0000-7000-8000-' || ${hex(`t * 10000 + (d - 1) * ${PEOPLE} + e`)})::uuid`
  const tenants = `generate_series(1, ${TENANTS}) t, generate_series(1, ${DEPARTMENTS}) d`
  return [
    `INSERT INTO sec.gate (tenant_id, state, epoch) SELECT ${t}, 'open', 1 FROM generate_series(0, ${TENANTS}) t`,
    `INSERT INTO departments (tenant_id, id, code, name) SELECT ${t}, ${d}, d::text, 'Department ' || d FROM ${tenants}`,
    `INSERT INTO employees (tenant_id, id, number, first_name, last_name, title, department_id, hired_on)
       SELECT ${t}, ${e}, (d * 1000 + e)::text, 'First ' || e, 'Last ' || d, 'Engineer', ${d}, '2020-01-01'::date + e FROM ${tenants}, generate_series(1, ${PEOPLE}) e`,
  ]
}
