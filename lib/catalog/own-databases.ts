import { AppError, newId, newToken, seal } from '@/lib/core'
import { catalogDb, databaseSecret } from '@/lib/db'
import { type DatabaseState, getDatabase, type RegisteredDatabase } from './databases'
import type { Pattern } from './resolved-tenant'

export type OwnDatabase = {
  /** Where it is made when none is kept ready. Of the pattern instance: a registered server, or null for one that is still to be made. */
  serverId: string | null
  name: string
  pattern: Pattern
  appRole: string
}

/**
 * Enters a database that is to be one tenant's own, before it is made, so that what a killed process leaves can be found: one that is
 * kept ready and of the present version, or a new one. One that is there keeps its password; one that was dropped gets a new one.
 * Null: none is ready, and there is no server for a new one. Throws `conflict` for a database of another pattern.
 */
export async function enterOwnDatabase(input: OwnDatabase & { region: string; version: string }): Promise<RegisteredDatabase | null> {
  const { name, pattern, appRole } = input
  const id = (await findEntered(input)) ?? (await claimStandby(input)) ?? (await enterNew(input))
  if (id === null) return null
  const row = await catalogDb().database.findUniqueOrThrow({ where: { id }, select: { pattern: true, state: true, appSecret: true } })
  if (row.pattern !== pattern) {
    throw new AppError('conflict', { message: `The database ${name} is of the pattern ${row.pattern}; a database holds one only.` })
  }
  if (row.appSecret === null)
    await catalogDb().database.update({
      where: { id },
      data: {
        appRole,
        appSecret: seal(newToken(), databaseSecret(id)),
        ...(row.state === 'dropped' && { state: 'preparing', keyId: { increment: 1 } }),
      },
    })
  return getDatabase(id)
}

async function findEntered({ serverId, name, pattern }: OwnDatabase): Promise<string | null> {
  const where = serverId === null ? { name, pattern, state: { not: 'dropped' } } : { name, serverId }
  return (await catalogDb().database.findFirst({ where, select: { id: true } }))?.id ?? null
}

/** One statement: of two workers that want the same standby at the same moment, the second passes over it. */
async function claimStandby({
  serverId,
  name,
  pattern,
  appRole,
  region,
  version,
}: OwnDatabase & { region: string; version: string }): Promise<string | null> {
  const [claimed] = await catalogDb().$queryRaw<{ id: string }[]>`
    UPDATE databases SET standby_name = name, name = ${name}, app_role = ${appRole}, state = 'preparing', created_at = now() WHERE id = (
      SELECT d.id FROM databases d JOIN servers s ON s.id = d.server_id
       WHERE d.state = 'standby' AND d.pattern = ${pattern} AND d.made_from >= ${version}
         AND (s.id = ${serverId}::uuid OR ${serverId}::uuid IS NULL AND s.provider = 'local' AND s.region = ${region})
       ORDER BY d.created_at LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
    RETURNING id`
  return claimed?.id ?? null
}

async function enterNew({ serverId, name, pattern, appRole }: OwnDatabase): Promise<string | null> {
  if (serverId === null) return null
  const { id } = await catalogDb().database.upsert({
    where: { serverId_name: { serverId, name } },
    create: { id: newId(), serverId, name, pattern, appRole, state: 'preparing' },
    update: {},
    select: { id: true },
  })
  return id
}

/** A new password for its role, in the catalog. The role gets it with the next `ensureOwnRole`. */
export async function renewDatabaseSecret(id: string): Promise<RegisteredDatabase> {
  await catalogDb().database.update({ where: { id }, data: { appSecret: seal(newToken(), databaseSecret(id)) } })
  return getDatabase(id)
}

export async function changeDatabase(
  id: string,
  change: { state: DatabaseState; schemaVersion?: string; standbyName?: null },
): Promise<void> {
  await catalogDb().database.update({ where: { id }, data: change })
}

/** After it is gone. A database that the history of moves names stays as a name. */
export async function forgetDatabase(id: string): Promise<void> {
  await catalogDb().database.updateMany({ where: { id }, data: { state: 'dropped', appSecret: null, appRole: null, standbyName: null } })
  await forgetDroppedDatabases()
}

export async function forgetDroppedDatabases(): Promise<void> {
  await catalogDb().$executeRaw`
    DELETE FROM databases d WHERE state = 'dropped'
       AND NOT EXISTS (SELECT FROM moves WHERE from_database_id = d.id OR to_database_id = d.id)
       AND NOT EXISTS (SELECT FROM former_placements WHERE database_id = d.id)
       AND NOT EXISTS (SELECT FROM placements WHERE database_id = d.id)`
}
