import { getServerAdmin, getServerReport, listUnevenServers, type ServerReport } from '@/lib/catalog'
import { log } from '@/lib/core'
import { type ServerAdmin, templateVersion, tryServerLock } from '@/lib/db'
import { levelDatabases } from './level-databases'
import { levelInstances } from './level-instances'
import { levelSchemas } from './level-schemas'

/** One server's pool, while nobody else levels it. */
export interface Pool {
  readonly server: ServerReport
  readonly admin: ServerAdmin
  /** Of what is made now. What is older goes, and is never handed out. */
  readonly version: string
}

/**
 * One turn of the worker: on each server as many places are ready as its operator wants, all made of the present schema; what a killed
 * turn left half-made goes. One process at a time levels a server, so that whatever is half-made there when a turn begins is nobody's.
 */
export async function fillStandbys(): Promise<void> {
  const version = templateVersion()
  for (const id of await listUnevenServers(version)) {
    const [server, admin] = await Promise.all([getServerReport(id), getServerAdmin(id)])
    await tryServerLock(
      'standbys',
      async () => {
        const pool = { server, admin, version }
        for (const level of [levelSchemas, levelDatabases, levelInstances])
          await level(pool).catch((error) => log.warn({ err: error, server: server.name }, 'standbys could not be levelled'))
      },
      admin,
    )
  }
}
