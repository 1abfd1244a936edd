import { enterLocalServer, type RegisteredServer } from '@/lib/catalog'
import { ensureRoles, readServerLevel } from '@/lib/db'
import { instanceHost } from './instance-host'

/** A server on this machine, running and registered. Repeatable: one that is there is started and entered again. */
export async function createLocalServer(name: string, region: string): Promise<RegisteredServer> {
  const { admin, folder } = await instanceHost().start(name)
  await ensureRoles(admin)
  return enterLocalServer({ name, region, folder, admin, level: await readServerLevel(admin) })
}
