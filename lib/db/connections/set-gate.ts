import pg from 'pg'
import { AppError } from '@/lib/core'
import { onCloseAll } from './close-all'
import { IN_UTC, roleConfig } from './connection-config'
import type { TenantLocation } from './tenant-location'

/** Frozen: reads pass, writes wait for the end of a move. Incoming: a copy that is being made, which nobody reaches. */
export type GateState = 'open' | 'stopped' | 'locked' | 'moved' | 'frozen' | 'incoming'

type Place = Pick<TenantLocation, 'host' | 'port' | 'database' | 'tls'>
const pools = new Map<string, pg.Pool>() // the first is the least recently used
const POOLS_MAX = 40

/** As the control role, which sees gates and the pending list and not one row of a tenant. */
export function controlQuery<Row extends pg.QueryResultRow>(at: Place, text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
  const key = `${at.host}:${at.port}/${at.database}`
  let pool = pools.get(key)
  if (pool !== undefined) pools.delete(key)
  else {
    if (pools.size >= POOLS_MAX) closeOldest()
    pool = new pg.Pool({
      ...roleConfig('rowhouse_control', at),
      max: 2,
      idleTimeoutMillis: 10_000,
      application_name: 'rowhouse:control',
      options: `${IN_UTC} -c search_path=pg_catalog,pg_temp -c statement_timeout=10s`,
    })
    pool.on('error', () => {})
  }
  pools.set(key, pool)
  return pool.query<Row>(text, values)
}

/** Of a thousand databases, most are looked into once in a while. What is under way on it ends first. */
function closeOldest(): void {
  const [key, pool] = pools.entries().next().value!
  pools.delete(key)
  void pool.end()
}

/**
 * Opens or shuts one tenant's data at once, in its own database, whatever any process has cached. An epoch never goes back: a late
 * repetition of an old step would otherwise revive contexts that were signed before a move.
 */
export async function setGate(at: Place, tenantId: string, gate: { state: GateState; epoch: number }): Promise<void> {
  const { rowCount } = await controlQuery(
    at,
    `INSERT INTO sec.gate AS g (tenant_id, state, epoch) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id) DO UPDATE SET state = excluded.state, epoch = excluded.epoch, changed_at = now() WHERE g.epoch <= excluded.epoch`,
    [tenantId, gate.state, gate.epoch],
  )
  if (rowCount === 0)
    throw new AppError('conflict', { message: 'The tenant has moved on to a newer epoch.', detail: { tenantId, ...gate } })
}

export async function readGate(at: Place, tenantId: string): Promise<{ state: GateState; epoch: number } | null> {
  const { rows } = await controlQuery<{ state: GateState; epoch: number }>(at, 'SELECT state, epoch FROM sec.gate WHERE tenant_id = $1', [
    tenantId,
  ])
  return rows[0] ?? null
}

onCloseAll(async () => {
  const closing = [...pools.values()]
  pools.clear()
  await Promise.all(closing.map((pool) => pool.end()))
})
