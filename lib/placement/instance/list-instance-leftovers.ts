import { knownServerNames, type RegisteredServer } from '@/lib/catalog'
import { listDatabaseNames } from '@/lib/db'
import { listDatabaseLeftovers, liveDatabases } from '../database/list-database-leftovers'
import { ownPrefix } from '../own/own-names'
import type { Leftover } from '../placement-driver'
import { findInstanceHost, type HostedInstance, type InstanceHost } from './instance-host'

const YOUNG_MS = 60 * 60_000

/** Folders of servers, asked for beside the first server, on whose machine they lie. Not one that may still be in the making. */
export async function listInstanceLeftovers(server: RegisteredServer): Promise<Leftover[]> {
  if (server.provider !== 'embedded') return listDatabaseLeftovers(server)
  const host = findInstanceHost()
  if (!host) return []
  const instances = host.list()
  const known = await knownServerNames()
  const leftovers: Leftover[] = []
  for (const instance of instances) {
    if (known.has(instance.name) || instance.changedAt.getTime() > Date.now() - YOUNG_MS) continue
    if (!(await isLive(host, instance))) leftovers.push({ kind: 'folder', name: instance.name })
  }
  return leftovers
}

/** Asked of the server itself, which is started for that. */
async function isLive(host: InstanceHost, { name, isKept }: HostedInstance): Promise<boolean> {
  if (!isKept) return false
  const { admin } = await host.start(name)
  return (await liveDatabases(await listDatabaseNames(ownPrefix(), admin), admin)).length > 0
}
