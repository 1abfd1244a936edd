import { changeDatabase, forgetDatabase, forgetServer, getServer, type RegisteredDatabase } from '@/lib/catalog'
import { dropOwnDatabase } from '../own/drop-own-database'
import { findInstanceHost } from './instance-host'

/** The whole server when it is ours; of a registered one, what we made there: it stays registered, and free for another tenant. */
export async function dropInstance(database: RegisteredDatabase): Promise<void> {
  const server = await getServer(database.serverId)
  if (server.provider !== 'local') return dropOwnDatabase(database)
  await changeDatabase(database.databaseId, { state: 'dropping' })
  const host = findInstanceHost()
  if (!host) return // the worker of that machine sees it within a minute
  await host.remove(server.name)
  await forgetDatabase(database.databaseId)
  await forgetServer(server.id)
}
