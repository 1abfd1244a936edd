import { findTenantById, forgetTenant, type ResolvedPlacement } from '@/lib/catalog'
import { isAppError } from '@/lib/core'
import { listTenantTables, sql, type TenantDb, table } from '@/lib/db'
import { driverOf } from '@/lib/placement'
import { openTenant } from '@/lib/tenancy'

/** Its trail stays, sealed and without personal data: nobody may delete from one, and this is how it knows that there was a tenant. */
const KEPT = new Set(['audit_events', 'tenancy_probe'])

/** Deletes every row of a tenant, whatever tables there are, behind a gate that nobody else has a context for. */
export async function emptyTenant(tenantId: string, placement: ResolvedPlacement): Promise<void> {
  forgetTenant(tenantId)
  const tenant = await findTenantById(tenantId)
  if (!tenant) return // placed, but never given a face: no step has written a row
  await driverOf(placement.pattern).setGate(placement, tenantId, { state: 'open', epoch: placement.epoch })
  const db = openTenant(tenant, { isProvisioning: true })
  let left = (await listTenantTables(db)).filter((name) => !KEPT.has(name))
  while (left.length > 0) {
    const refused = await deleteFrom(db, left)
    if (refused.length === left.length) throw new Error(`tables that hold each other: ${refused.join(', ')}`)
    left = refused
  }
}

/** Returns the tables whose rows others still point to: they come after those. */
async function deleteFrom(db: TenantDb, names: readonly string[]): Promise<string[]> {
  const refused: string[] = []
  for (const name of names) {
    try {
      await db.$executeRaw(sql`DELETE FROM ${table(name)}`)
    } catch (error) {
      if (!isAppError(error) || error.code !== 'conflict') throw error
      refused.push(name)
    }
  }
  return refused
}
