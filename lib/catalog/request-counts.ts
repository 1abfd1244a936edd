import { log } from '@/lib/core'
import { catalogDb, onCloseAll } from '@/lib/db'

const FLUSH_MILLISECONDS = 5000

// On globalThis: proxy.ts and the route handlers may each hold this module, and one timer is enough.
const KEY = Symbol.for('rowhouse.catalog.requests')
type Counting = { byTenant: Map<string, number>; timer: NodeJS.Timeout }
const holder = globalThis as { [KEY]?: Counting }

/** Counts one request of a tenant, in memory: a request never waits for its own statistics. Written down every five seconds. */
export function countRequest(tenantId: string): void {
  holder[KEY] ??= open()
  const { byTenant } = holder[KEY]
  byTenant.set(tenantId, (byTenant.get(tenantId) ?? 0) + 1)
}

function open(): Counting {
  const timer = setInterval(() => {
    void flushRequests().catch((error) => log.warn({ err: error }, 'requests could not be counted'))
  }, FLUSH_MILLISECONDS)
  timer.unref()
  return { byTenant: new Map(), timer }
}

/** Writes what was counted since the last time. Counts that could not be written are dropped: they are a picture, not a bill. */
export async function flushRequests(): Promise<void> {
  const counted = holder[KEY]?.byTenant
  if (!counted || counted.size === 0) return
  const pairs = [...counted]
  counted.clear()
  await catalogDb().$executeRaw`
    INSERT INTO tenant_requests (tenant_id, hour, requests)
    SELECT c.tenant_id, date_trunc('hour', now()), c.requests
      FROM unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, count]) => count)}::bigint[]) AS c (tenant_id, requests)
      JOIN tenants t ON t.id = c.tenant_id ORDER BY c.tenant_id
    ON CONFLICT (tenant_id, hour) DO UPDATE SET requests = tenant_requests.requests + excluded.requests`
}

onCloseAll(async () => {
  if (holder[KEY]) clearInterval(holder[KEY].timer)
  delete holder[KEY]
})

export type HourOfRequests = { hour: Date; requests: number }

/** The last 24 hours, oldest first, this hour last; hours without a request are there with 0. Of one tenant or of all. */
export async function listRequests(tenantId?: string): Promise<HourOfRequests[]> {
  return catalogDb().$queryRaw<HourOfRequests[]>`
    SELECT h.hour, coalesce(sum(r.requests), 0)::float8 AS requests
      FROM generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') AS h(hour)
      LEFT JOIN tenant_requests r ON r.hour = h.hour AND (${tenantId ?? null}::uuid IS NULL OR r.tenant_id = ${tenantId ?? null}::uuid)
     GROUP BY h.hour ORDER BY h.hour`
}
