import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '@/generated/catalog/client'
import { databaseUrl } from '@/lib/core'
import { statementName } from '../statement-name'
import { onCloseAll } from './close-all'
import { catalogAddress, IN_UTC, roleConfig } from './connection-config'

export type CatalogDb = PrismaClient
export type { Prisma as CatalogPrisma } from '@/generated/catalog/client'
export type CatalogTx = Prisma.TransactionClient

const CONNECTIONS_MAX = 8
// The pool is on globalThis: a server bundle may hold this module more than once, and the limit is the process's.
const KEY = Symbol.for('rowhouse.catalog-connections')
const holder = globalThis as { [KEY]?: { url: string; pool: pg.Pool } }
let open: { pool: pg.Pool; client: PrismaClient } | undefined

/** The control plane's client, one per process. It cannot name a tenant's table: that is another schema's client. */
export function catalogDb(): CatalogDb {
  const pool = catalogPool()
  if (open?.pool !== pool) {
    open = {
      pool,
      client: new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) ?? '' }) }),
    }
  }
  return open.client
}

function catalogPool(): pg.Pool {
  const url = databaseUrl()
  if (holder[KEY]?.url === url) return holder[KEY].pool
  void holder[KEY]?.pool.end()
  const pool = new pg.Pool({
    ...roleConfig('rowhouse_catalog', catalogAddress()),
    max: CONNECTIONS_MAX,
    idleTimeoutMillis: 30_000,
    application_name: 'rowhouse:catalog',
    options: `${IN_UTC} -c search_path=public,pg_temp -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s`,
  })
  pool.on('error', () => {}) // an idle connection died: pg has removed it already, the next statement opens another
  pool.on('connect', (client) => void client.on('error', () => {}))
  holder[KEY] = { url, pool }
  return pool
}

onCloseAll(async () => {
  const closing = holder[KEY]
  delete holder[KEY]
  await open?.client.$disconnect()
  open = undefined
  await closing?.pool.end()
})
