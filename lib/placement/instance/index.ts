// The instance pattern: a PostgreSQL server of one tenant, with a database and a role of its own there, and nobody beside it.
// Either Rowhouse runs the server on its own machine, or an operator has registered one; the tenant's place in it is the same.
// Only lib/placement imports it, as one of its drivers.
import { enterOwnDatabase, getServerReport, listDatabases, type RegisteredServer } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { copyRowsIn, copyRowsOut, readGate, setGate, templateVersion } from '@/lib/db'
import { measureTenant } from '../measure-tenant'
import { migratePlace } from '../migrate-place'
import { createOwnDatabase } from '../own/create-own-database'
import { findOwnDatabase } from '../own/find-own-database'
import { ownNames } from '../own/own-names'
import { ownOnly } from '../own/own-only'
import type { PlacementDriver } from '../placement-driver'
import { routeOf } from '../route-of'
import { createLocalServer } from './create-local-server'
import { dropInstance } from './drop-instance'
import { listInstanceLeftovers } from './list-instance-leftovers'

export const instancePlacement: PlacementDriver = {
  pattern: 'instance',
  async create({ server, database }, tenantId, epoch) {
    if (database) throw ownOnly(database.database, 'instance')
    const { server: own, database: name, role } = ownNames(tenantId, epoch)
    const order = { name, pattern: 'instance', appRole: role, region: server.region, version: templateVersion() } as const
    if (server.provider === 'external') {
      await assertFree(server, name)
      return createOwnDatabase((await enterOwnDatabase({ ...order, serverId: server.id }))!, tenantId, epoch)
    }
    const kept = await enterOwnDatabase({ ...order, serverId: null })
    const home = await createLocalServer(kept?.server ?? own, server.region)
    return createOwnDatabase(kept ?? (await enterOwnDatabase({ ...order, serverId: home.id }))!, tenantId, epoch)
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
  const { usage } = await getServerReport(server.id) // also what is kept ready there, or being made
  if (others.length === 0 && usage.databasesMax === 0) return
  throw new AppError('conflict', {
    message: `The server ${server.name} holds other databases. A tenant of the pattern instance needs one of its own: register it first.`,
  })
}
