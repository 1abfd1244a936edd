// The row pattern: many tenants share the tables of one database, and forced row-level security keeps them apart.
// A tenant's place is one row of sec.gate; without it, or with it shut, no statement of any process touches the tenant's rows.
// Only lib/placement imports it, as one of its drivers.
import { readGate, setGate } from '@/lib/db'
import { measureTenant } from '../measure-tenant'
import type { PlacementDriver } from '../placement-driver'

export const rowPlacement: PlacementDriver = {
  pattern: 'row',
  async create(database, tenantId, epoch) {
    if ((await readGate(database, tenantId)) === null) await setGate(database, tenantId, { state: 'stopped', epoch })
    return { schema: 'public' }
  },
  setGate,
  readGate,
  size: measureTenant,
}
