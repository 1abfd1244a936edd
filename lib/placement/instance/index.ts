// The instance pattern: a PostgreSQL server of one tenant, with a database and a role of its own there, and nobody beside it.
// Either Rowhouse runs the server on its own machine, or an operator has registered one; the tenant's place in it is the same.
// Only lib/placement imports it, as one of its drivers.
import { listDatabases, type RegisteredServer } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { copyRowsIn, copyRowsOut, readGate, setGate } from '@/lib/db'
import { measureTenant } from '../measure-tenant'
import { migratePlace } from '../migrate-place'
import { adoptOwnDatabase } from '../own/adopt-own-database'
import { createOwnDatabase } from '../own/create-own-database'
import { findOwnDatabase } from '../own/find-own-database'
import { ownNames } from '../own/own-names'
import type { PlacementDriver } from '../placement-driver'
import { routeOf } from '../route-of'
import { createLocalServer } from './create-local-server'
import { dropInstance } from './drop-instance'
import { listInstanceLeftovers } from './list-instance-leftovers'

export const instancePlacement: PlacementDriver = {
  pattern: 'instance',
  async create({ server, database }, tenantId, epoch) {
    if (database) return adoptOwnDatabase(database, 'instance', tenantId, epoch)
    const { server: name, database: own } = ownNames(tenantId, epoch)
    if (server.provider === 'external') await assertFree(server, own)
    const home = server.provider === 'external' ? server : await createLocalServer(name, server.region)
    return createOwnDatabase(home, 'instance', tenantId, epoch)
  },
  migrate: migratePlace,
  route: (location) => routeOf(location, 'instance'),
  copyOut: copyRowsOut,
  copyIn: copyRowsIn,
  setGate,
  readGate,
  size: measureTenant,
  async drop(location, tenantId) {
    const database = await findOwnDatabase(location, tenantId)
    if (database) await dropInstance(database)
  },
  leftovers: listInstanceLeftovers,
}

async function assertFree(server: RegisteredServer, own: string): Promise<void> {
  const others = (await listDatabases()).filter(({ serverId, database }) => serverId === server.id && database !== own)
  if (others.length === 0) return
  throw new AppError('conflict', {
    message: `The server ${server.name} holds other databases. A tenant of the pattern instance needs one of its own: register it first.`,
  })
}
