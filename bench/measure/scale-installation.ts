import pg from 'pg'
import { listDatabases, type RegisteredDatabase } from '@/lib/catalog'
import { prepareInstallation } from '@/lib/lifecycle'

export const PEOPLE_EACH = 10
const BATCH = 10_000

const hex = (expression: string) => `lpad(to_hex(${expression}), 12, '0')`
const tenantOf = (t: string) => `('aaaa0000-0000-7000-8000-' || ${hex(t)})::uuid`
const departmentOf = (t: string) => `('dddd0000-0000-7000-8000-' || ${hex(t)})::uuid`
const employeeOf = (t: string, e: string) => `('eeee0000-0000-7000-8000-' || ${hex(`${t} * 100 + ${e}`)})::uuid`

/**
 * A prepared installation with tenants t1 to t<tenants> of ten people each, in the shared tables of one database; gives its
 * DATABASE_URL. The rows are written as the superuser, because a hundred thousand onboardings would take hours.
 */
export async function fillInstallation(superuserUrl: string, name: string, tenants: number): Promise<string> {
  const url = new URL(superuserUrl)
  url.pathname = `/${name}`
  process.env.DATABASE_URL = url.toString()
  await prepareInstallation()
  const [{ databaseId, database }] = (await listDatabases()) as [RegisteredDatabase]
  await write(superuserUrl, name, tenants, catalogRows(databaseId))
  await write(superuserUrl, database, tenants, tenantRows())
  return url.toString()
}

async function write(superuserUrl: string, database: string, tenants: number, statements: string[]): Promise<void> {
  const url = new URL(superuserUrl)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.toString() })
  client.on('error', () => {})
  await client.connect()
  await client.query('SET session_replication_role = replica') // neither foreign keys nor notifications for rows that we make up
  for (let from = 1; from <= tenants; from += BATCH) {
    for (const statement of statements) await client.query(statement, [from, Math.min(from + BATCH - 1, tenants)])
  }
  await client.query('VACUUM ANALYZE')
  await client.end()
}

function catalogRows(databaseId: string): string[] {
  const t = 'generate_series($1::bigint, $2::bigint) t'
  return [
    `INSERT INTO tenants (id, slug, name, status, tier_key, region, locale, time_zone, country, currency)
       SELECT ${tenantOf('t')}, 't' || t, 'Tenant ' || t, 'active', 'free', 'local', 'en', 'UTC', 'US', 'USD' FROM ${t}`,
    `INSERT INTO placements (tenant_id, pattern, database_id, schema) SELECT ${tenantOf('t')}, 'row', '${databaseId}', 'public' FROM ${t}`,
    // A brand of its own for each, so that nothing of a theme is shared and memory is measured at its worst.
    `INSERT INTO brandings (tenant_id, version, product_name, brand_colour, theme, created_by)
       SELECT ${tenantOf('t')}, 1, 'Tenant ' || t, '#' || lpad(to_hex(t % 16777216), 6, '0'), colours, 'bench' FROM ${t},
         LATERAL (SELECT jsonb_build_object('light', c, 'dark', c) AS colours
                    FROM (SELECT jsonb_object_agg('token' || n, '#' || lpad(to_hex((t * 31 + n) % 16777216), 6, '0')) c FROM generate_series(1, 20) n) x) y`,
  ]
}

function tenantRows(): string[] {
  const t = 'generate_series($1::bigint, $2::bigint) t'
  const people = `${t}, generate_series(1, ${PEOPLE_EACH}) e`
  return [
    `INSERT INTO sec.gate (tenant_id, state, epoch) SELECT ${tenantOf('t')}, 'open', 1 FROM ${t}`,
    `INSERT INTO departments (tenant_id, id, code, name) SELECT ${tenantOf('t')}, ${departmentOf('t')}, 'd1', 'Department' FROM ${t}`,
    `INSERT INTO employees (tenant_id, id, number, first_name, last_name, title, department_id, hired_on)
       SELECT ${tenantOf('t')}, ${employeeOf('t', 'e')}, e::text, 'First' || e, 'Last' || (t * 7 + e) % 1000, 'Engineer', ${departmentOf('t')},
              date '2010-01-01' + (t * 13 + e)::int % 5000 FROM ${people}`,
    `INSERT INTO salaries (tenant_id, id, employee_id, amount_minor, currency, from_date)
       SELECT ${tenantOf('t')}, ${employeeOf('t', 'e')}, ${employeeOf('t', 'e')}, 5000000, 'USD', date '2020-01-01' FROM ${people}`,
  ]
}
