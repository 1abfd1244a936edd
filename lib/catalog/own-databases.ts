import { AppError, newId, newToken, seal } from '@/lib/core'
import { catalogDb, databaseSecret } from '@/lib/db'
import { type DatabaseState, getDatabase, type RegisteredDatabase } from './databases'
import type { Pattern } from './resolved-tenant'

/**
 * Enters a database that is to be one tenant's own, before it is made, so that what a killed process leaves can be found. One that is
 * there keeps its password; one that was dropped gets a new one. Throws `conflict` for a database of another pattern.
 */
export async function enterOwnDatabase(input: {
  serverId: string
  name: string
  pattern: Pattern
  appRole: string
}): Promise<RegisteredDatabase> {
  const { serverId, name, pattern } = input
  const id = newId()
  const fresh = (databaseId: string) => ({ state: 'preparing', appSecret: seal(newToken(), databaseSecret(databaseId)) })
  const row = await catalogDb().database.upsert({
    where: { serverId_name: { serverId, name } },
    create: { id, ...input, ...fresh(id) },
    update: {},
    select: { id: true, pattern: true, state: true },
  })
  if (row.pattern !== pattern) {
    throw new AppError('conflict', { message: `The database ${name} is of the pattern ${row.pattern}; a database holds one only.` })
  }
  if (row.state === 'dropped')
    await catalogDb().database.update({ where: { id: row.id }, data: { ...fresh(row.id), keyId: { increment: 1 } } })
  return getDatabase(row.id)
}

export async function changeDatabase(id: string, change: { state: DatabaseState; schemaVersion?: string }): Promise<void> {
  await catalogDb().database.update({ where: { id }, data: change })
}

/** After it is gone. A database that the history of moves names stays as a name. */
export async function forgetDatabase(id: string): Promise<void> {
  await catalogDb().database.updateMany({ where: { id }, data: { state: 'dropped', appSecret: null, appRole: null } })
  await forgetDroppedDatabases()
}

export async function forgetDroppedDatabases(): Promise<void> {
  await catalogDb().$executeRaw`
    DELETE FROM databases d WHERE state = 'dropped'
       AND NOT EXISTS (SELECT FROM moves WHERE from_database_id = d.id OR to_database_id = d.id)
       AND NOT EXISTS (SELECT FROM former_placements WHERE database_id = d.id)
       AND NOT EXISTS (SELECT FROM placements WHERE database_id = d.id)`
}
