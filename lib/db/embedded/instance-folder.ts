import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ServerAdmin } from '../connections/connection-config'
import { stopEmbedded } from './running'
import type { EmbeddedServer } from './start-embedded'

/** Stops the server of a folder and removes it, also the part of it under /var/lib/rowhouse. Repeatable. */
export async function removeServerFolder(folder: string): Promise<void> {
  await stopEmbedded(folder)
  const noted = join(folder, 'location')
  const data = existsSync(noted) ? readFileSync(noted, 'utf8').trim() : undefined
  if (data && dirname(data) !== folder) rmSync(dirname(data), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

export function adminOf({ host, port }: EmbeddedServer, user: string, password: string): ServerAdmin {
  return { host, port, tls: 'off', user, password, maintenanceDatabase: 'postgres' }
}
