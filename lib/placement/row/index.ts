// The row pattern: many tenants share the tables of one database, and forced row-level security keeps them apart.
// A tenant's place is one row of sec.gate; without it, or with it shut, no statement of any process touches the tenant's rows.
// Only lib/placement imports it, as one of its drivers.
import { copyRowsIn, copyRowsOut, deleteRows, readGate, SHARED_SCHEMA, setGate } from '@/lib/db'
import { assertNotServed } from '../assert-not-served'
import { measureTenant } from '../measure-tenant'
import { migratePlace } from '../migrate-place'
import type { PlacementDriver } from '../placement-driver'
import { routeOf } from '../route-of'
import { sharedDatabase } from '../shared-database'
import { shutGate } from '../shut-gate'

export const rowPlacement: PlacementDriver = {
  pattern: 'row',
  async create(target, tenantId, epoch) {
    const location = { ...sharedDatabase(target, 'row'), schema: SHARED_SCHEMA }
    await shutGate(location, tenantId, epoch)
    return location
  },
  migrate: migratePlace,
  route: (location) => routeOf(location, 'row'),
  copyOut: copyRowsOut,
  copyIn: copyRowsIn,
  setGate,
  readGate,
  size: measureTenant,
  async drop(location, tenantId) {
    await assertNotServed(location, tenantId)
    await deleteRows(location, tenantId)
  },
  leftovers: async () => [], // rows without a tenant are found by their gate; there is nothing else to make
}
