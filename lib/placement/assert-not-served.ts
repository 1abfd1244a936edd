import { findPlacement } from '@/lib/catalog'
import { type GateState, readGate, type TenantLocation } from '@/lib/db'
import { assertNoHome, onlyCopy } from './assert-no-home'

/** In these somebody is let in, now or when the operation under way ends. */
const ALIVE: readonly GateState[] = ['open', 'locked', 'frozen']

/** What is about to be removed must be nobody's only copy, by its own gate and by the catalog. Throws `conflict`. */
export async function assertNotServed(location: TenantLocation, tenantId: string): Promise<void> {
  await assertNoHome(location, tenantId)
  const [gate, home] = await Promise.all([readGate(location, tenantId), findPlacement(tenantId)])
  // One database has one gate for a tenant: it may belong to another schema there, to which the tenant came back.
  const isOfAnotherCopy = home?.databaseId === location.databaseId && home.schema !== location.schema
  if (gate && ALIVE.includes(gate.state) && !isOfAnotherCopy) throw onlyCopy(location, tenantId)
}
