import { controlQuery } from './set-gate'
import type { TenantLocation } from './tenant-location'

type Place = Pick<TenantLocation, 'host' | 'port' | 'database' | 'tls'>

/** A tenant with audit rows to seal or mail to send, and the marks that said so. */
export interface Pending {
  readonly tenantId: string
  readonly ids: readonly string[]
}

const MARKS_MAX = 10_000

/** One look for a whole database, however many tenants it holds. Oldest first. */
export async function listPending(at: Place): Promise<Pending[]> {
  const { rows } = await controlQuery<{ tenantId: string; ids: string[] }>(
    at,
    `SELECT tenant_id AS "tenantId", array_agg(id::text) AS ids FROM (SELECT id, tenant_id FROM sec.pending ORDER BY id LIMIT ${MARKS_MAX}) p
      GROUP BY tenant_id ORDER BY min(id)`,
  )
  return rows
}

/**
 * After the work is done. Exactly the marks that were read: of two transactions the one with the lower mark may commit last, and a
 * "delete up to" would lose it.
 */
export async function clearPending(at: Place, { ids }: Pending): Promise<void> {
  await controlQuery(at, 'DELETE FROM sec.pending WHERE id = ANY ($1::bigint[])', [ids])
}
