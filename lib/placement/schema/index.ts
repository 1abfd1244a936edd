// The schema pattern: tenants share a database, and each has a schema of its own there, with the same tables and the same walls.
// The signed context keeps them apart, as in the row pattern: all of them are reached as one role, which may enter every schema.
// Only lib/placement imports it, as one of its drivers.
import { getDatabase, getServerAdmin } from '@/lib/catalog'
import { copyRowsIn, copyRowsOut, createTenantSchema, dropTenantSchema, readGate, setGate } from '@/lib/db'
import { assertNotServed } from '../assert-not-served'
import { measureTenant } from '../measure-tenant'
import { migratePlace } from '../migrate-place'
import type { PlacementDriver } from '../placement-driver'
import { routeOf } from '../route-of'
import { sharedDatabase } from '../shared-database'
import { shutGate } from '../shut-gate'
import { listSchemaLeftovers } from './list-schema-leftovers'
import { schemaName } from './schema-name'
import { takeStandbySchema } from './take-standby-schema'

export const schemaPlacement: PlacementDriver = {
  pattern: 'schema',
  async create(target, tenantId, epoch) {
    const location = { ...sharedDatabase(target, 'schema'), schema: schemaName(tenantId, epoch) }
    await shutGate(location, tenantId, epoch)
    const admin = await getServerAdmin(target.server.id)
    await takeStandbySchema(location, admin)
    await createTenantSchema(location.database, location.schema, admin) // of one that was kept ready nothing is missing
    return location
  },
  migrate: migratePlace,
  route: (location) => routeOf(location, 'schema'),
  copyOut: copyRowsOut,
  copyIn: copyRowsIn,
  setGate,
  readGate,
  size: measureTenant,
  async drop(location, tenantId) {
    routeOf(location, 'schema') // never the schema of a shared place
    await assertNotServed(location, tenantId)
    const { serverId } = await getDatabase(location.databaseId)
    await dropTenantSchema(location.database, location.schema, await getServerAdmin(serverId))
  },
  leftovers: listSchemaLeftovers,
}
