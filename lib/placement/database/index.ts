// The database pattern: a tenant has a database of its own on a shared server, and a role that may connect to it and to no other.
// Whoever breaks out of the application there finds one tenant; the walls inside are the same as anywhere.
// Only lib/placement imports it, as one of its drivers.
import { enterOwnDatabase, listDatabases } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { copyRowsIn, copyRowsOut, readGate, setGate, templateVersion } from '@/lib/db'
import { measureTenant } from '../measure-tenant'
import { migratePlace } from '../migrate-place'
import { createOwnDatabase } from '../own/create-own-database'
import { dropOwnDatabase } from '../own/drop-own-database'
import { findOwnDatabase } from '../own/find-own-database'
import { ownNames } from '../own/own-names'
import { ownOnly } from '../own/own-only'
import type { PlacementDriver } from '../placement-driver'
import { routeOf } from '../route-of'
import { listDatabaseLeftovers } from './list-database-leftovers'

export const databasePlacement: PlacementDriver = {
  pattern: 'database',
  async create({ server, database }, tenantId, epoch) {
    if (database) throw ownOnly(database.database, 'database')
    const isTaken = (await listDatabases()).some(({ serverId, pattern }) => serverId === server.id && pattern === 'instance')
    if (isTaken) throw new AppError('conflict', { message: `The server ${server.name} is one tenant's own. Choose another one.` })
    const { database: name, role } = ownNames(tenantId, epoch)
    const order = {
      serverId: server.id,
      name,
      pattern: 'database',
      appRole: role,
      region: server.region,
      version: templateVersion(),
    } as const
    return createOwnDatabase((await enterOwnDatabase(order))!, tenantId, epoch)
  },
  migrate: migratePlace,
  route: (location) => routeOf(location, 'database'),
  copyOut: copyRowsOut,
  copyIn: copyRowsIn,
  setGate,
  readGate,
  size: measureTenant,
  async drop(location, tenantId) {
    const database = await findOwnDatabase(location, tenantId)
    if (database) await dropOwnDatabase(database)
  },
  leftovers: listDatabaseLeftovers,
}
