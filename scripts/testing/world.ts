import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { newId } from '@/lib/core'
import { catalogDb, closeAll, openTenantDb, TenantContext, type TenantDb, type TenantLocation, withOwner } from '@/lib/db'
import { createTenantSchema, prepareTenantDatabase } from '@/lib/db/migrations/create-tenant-database'
import { restrictCatalog } from '@/lib/db/migrations/migrate-catalog'

export interface WorldTenant {
  readonly id: string
  readonly slug: string
  readonly location: TenantLocation
}

export interface World {
  readonly catalog: string
  readonly database: string
  readonly databaseId: string
  readonly serverId: string
  /** Makes an active tenant by catalog rows and an open gate, without the product's own onboarding. */
  addTenant(from?: Partial<NewTenant>): Promise<{ tenant: WorldTenant; db: TenantDb }>
  /** As the server's superuser, in the tenants' database unless told otherwise: to plant faults, to kill backends. */
  asSuperuser<Row extends pg.QueryResultRow>(text: string, values?: unknown[], database?: string): Promise<pg.QueryResult<Row>>
  /** Drops everything, and whatever other databases a test has named after this one. */
  close(): Promise<void>
}

interface NewTenant {
  /** A schema of its own instead of the shared one. */
  schema: string
  statementTimeoutMs: number
  slug: string
  name: string
  tierKey: string
  region: string
  locale: string
  timeZone: string
  country: string
  currency: string
  status: string
  brandColour: string
}

/** A catalog and a database for tenants of this test file alone, cloned from the run's templates. DATABASE_URL points at them. */
export async function createWorld(): Promise<World> {
  const name = `w_${randomBytes(5).toString('hex')}`
  const [catalog, database] = [`${name}_catalog`, `${name}_row`]
  const [databaseId, serverId] = [newId(), newId()]
  await closeAll()
  await withOwner('postgres', async (owner) => {
    await owner.query(`CREATE DATABASE ${catalog} TEMPLATE tpl_catalog`)
    await owner.query(`CREATE DATABASE ${database} TEMPLATE tpl_row`)
  })
  const url = new URL(process.env.DATABASE_URL!)
  url.pathname = `/${catalog}`
  process.env.DATABASE_URL = url.toString()
  await restrictCatalog(catalog)
  await withOwner(database, (owner) => prepareTenantDatabase(owner, database))
  const address = { host: url.hostname, port: Number(url.port) }
  await withOwner(catalog, async (owner) => {
    await owner.query(
      `INSERT INTO servers (id, name, region, host, port, provider, level) VALUES ($1, 'first', 'local', $2, $3, 'embedded', 'full')`,
      [serverId, address.host, address.port],
    )
    await owner.query(`INSERT INTO databases (id, server_id, name, pattern) VALUES ($1, $2, $3, 'row')`, [databaseId, serverId, database])
  })
  const location: TenantLocation = {
    databaseId,
    database,
    ...address,
    schema: 'public',
    keyId: 1,
    isPooled: false,
    appRole: null,
    appSecret: null,
  }

  const superusers = new Map<string, pg.Client>()

  return {
    catalog,
    database,
    databaseId,
    serverId,
    async addTenant(from = {}) {
      const id = newId()
      const slug = from.slug ?? `t-${randomBytes(4).toString('hex')}`
      const { brandColour = '#3b5bdb', schema = 'public', statementTimeoutMs, ...rest } = from
      if (schema !== 'public') await createTenantSchema(database, schema)
      await withOwner(database, (owner) => owner.query(`INSERT INTO sec.gate (tenant_id, state, epoch) VALUES ($1, 'open', 1)`, [id]))
      await catalogDb().tenant.create({
        data: {
          id,
          slug,
          name: slug,
          tierKey: 'free',
          region: 'local',
          locale: 'en',
          timeZone: 'UTC',
          country: 'US',
          currency: 'USD',
          status: 'active',
          ...rest,
          brandings: {
            create: { version: 1, productName: from.name ?? slug, brandColour, theme: { light: {}, dark: {} }, createdBy: 'test' },
          },
          placement: { create: { pattern: schema === 'public' ? 'row' : 'schema', databaseId, schema } },
        },
      })
      const own = { ...location, schema }
      const db = openTenantDb(new TenantContext({ tenantId: id, location: own, epoch: 1, statementTimeoutMs }))
      return { tenant: { id, slug, location: own }, db }
    },
    async asSuperuser(text, values, to = database) {
      let client = superusers.get(to)
      if (client === undefined) {
        client = await superuser(to)
        superusers.set(to, client)
      }
      return client.query(text, values)
    },
    async close() {
      await closeAll()
      await Promise.all([...superusers.values()].map((client) => client.end()))
      const client = await superuser('postgres') // the owner may not end an autovacuum that is under way
      const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)', [
        `${name}_`,
      ])
      for (const one of rows) await client.query(`DROP DATABASE IF EXISTS ${one.name} WITH (FORCE)`)
      await client.end()
    },
  }
}

async function superuser(to: string): Promise<pg.Client> {
  const url = new URL(process.env.TEST_SUPERUSER_URL!)
  url.pathname = `/${to}`
  const client = new pg.Client({ connectionString: url.toString() })
  client.on('error', () => {})
  await client.connect()
  return client
}
