import pg from 'pg'
import { databaseUrl } from '@/lib/core'
import { onCloseAll } from './close-all'
import { catalogAddress, IN_UTC, roleConfig } from './connection-config'

let open: { url: string; pool: pg.Pool } | undefined

/**
 * Connections for the job queue, which speaks its own SQL in its own schema of the catalog. One of them listens for new jobs. That a
 * job was taken or is done does not wait for the disk: after a crash of the server it comes again, which every job allows.
 */
export function jobsPool(): pg.Pool {
  const url = databaseUrl()
  if (open?.url === url) return open.pool
  void open?.pool.end()
  const pool = new pg.Pool({
    ...roleConfig('rowhouse_catalog', catalogAddress()),
    max: 5,
    idleTimeoutMillis: 30_000,
    application_name: 'rowhouse:jobs',
    options: `${IN_UTC} -c search_path=pg_catalog,pg_temp -c statement_timeout=30s -c synchronous_commit=off`,
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  open = { url, pool }
  return pool
}

onCloseAll(async () => {
  const closing = open
  open = undefined
  await closing?.pool.end()
})
