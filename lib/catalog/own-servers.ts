import { newId } from '@/lib/core'
import { catalogDb, type ServerAdmin, type ServerLevel } from '@/lib/db'
import { forgetDroppedDatabases } from './own-databases'
import { getServer, type RegisteredServer, sealServerAdmin } from './servers'

/** Enters a server that Rowhouse runs for one tenant on its own machine, or its new port. */
export async function enterLocalServer(input: {
  name: string
  region: string
  folder: string
  level: ServerLevel
  admin: ServerAdmin
}): Promise<RegisteredServer> {
  const { admin, ...facts } = input
  const known = await catalogDb().server.findUnique({ where: { name: input.name }, select: { id: true } })
  const id = known?.id ?? newId()
  const data = {
    ...facts,
    host: admin.host,
    port: admin.port,
    tls: admin.tls ?? null,
    provider: 'local',
    state: 'ready',
    adminSecret: sealServerAdmin(id, admin),
  }
  await catalogDb().server.upsert({ where: { name: input.name }, create: { id, ...data }, update: data })
  return getServer(id)
}

/** Where a local server listens now: it keeps its port, unless another program took that while it was down. */
export async function moveLocalServer(name: string, port: number): Promise<void> {
  await catalogDb().server.updateMany({
    where: { name, provider: 'local', state: { not: 'dropped' }, port: { not: port } },
    data: { port },
  })
}

/** After it is gone. A server that the history of moves names stays as a name. */
export async function forgetServer(id: string): Promise<void> {
  await catalogDb().server.updateMany({ where: { id }, data: { state: 'dropped', adminSecret: null, folder: null } })
  await forgetDropped()
}

/** Names of databases and servers that are gone, when nothing refers to them any more. */
export async function forgetDropped(): Promise<void> {
  await forgetDroppedDatabases()
  await catalogDb().$executeRaw`
    DELETE FROM servers s WHERE state = 'dropped'
       AND NOT EXISTS (SELECT FROM databases WHERE server_id = s.id) AND NOT EXISTS (SELECT FROM moves WHERE to_server_id = s.id)`
}

/** Servers of the pool whose maker was killed before it had entered what is on them. */
export async function listBareServers(prefix: string): Promise<RegisteredServer[]> {
  const rows = await catalogDb().server.findMany({
    where: { provider: 'local', state: 'ready', name: { startsWith: prefix }, databases: { none: {} } },
    select: { id: true },
  })
  return Promise.all(rows.map(({ id }) => getServer(id)))
}
