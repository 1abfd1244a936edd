import { listDroppingDatabases, moveLocalServer } from '@/lib/catalog'
import { dropInstance } from './drop-instance'
import { findInstanceHost } from './instance-host'

/**
 * What only the machine of the local servers can do, once a minute: enters a port that changed while a server was down, and removes the
 * servers that a process elsewhere has given up.
 */
export async function keepInstances(): Promise<void> {
  const host = findInstanceHost()
  if (!host) return
  for (const { name, port } of host.list()) if (port !== null) await moveLocalServer(name, port)
  for (const database of await listDroppingDatabases('instance')) await dropInstance(database)
}
