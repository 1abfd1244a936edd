import { getDatabase, getServerAdmin, type Pattern, type RegisteredDatabase } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { onServer, type Place, readGate, type TenantLocation } from '@/lib/db'
import type { MoveRow } from './move-rows'

export async function placeOf(databaseId: string, schema: string, pattern: Pattern): Promise<Place> {
  const database = await getDatabase(databaseId)
  return placeIn(database, schema, pattern)
}

export async function placeIn(database: RegisteredDatabase, schema: string, pattern: Pattern): Promise<Place> {
  const { databaseId, database: name, host, port, tls, keyId, isPooled, appRole, appSecret } = database
  const location: TenantLocation = { databaseId, database: name, host, port, tls, keyId, isPooled, appRole, appSecret, schema }
  return { server: database.server, location, pattern, isShared: pattern === 'row', admin: await getServerAdmin(database.serverId) }
}

export async function sourceOf({ fromDatabaseId, fromSchema, fromPattern }: MoveRow): Promise<Place> {
  if (fromDatabaseId === null) throw new AppError('conflict', { message: 'The place that this move began at is gone.' })
  return placeOf(fromDatabaseId, fromSchema, fromPattern)
}

/**
 * Whether the source itself says that its tenant has gone elsewhere, while the catalog still has the move before its flip: then that
 * catalog is a backup from the middle of the move, and following it would remove the only copy.
 */
export async function isLeft({ server, location }: Place, { tenantId, epoch }: MoveRow): Promise<boolean> {
  const gate = await onServer(server, () => readGate(location, tenantId))
  return gate !== null && (gate.state === 'moved' || gate.epoch > epoch)
}

/** Null before it is made. */
export async function targetOf({ toDatabaseId, toSchema, toPattern }: MoveRow): Promise<Place | null> {
  return toDatabaseId === null || toSchema === null ? null : placeOf(toDatabaseId, toSchema, toPattern)
}

/** For those who look at a place later: its database may be gone by then. */
export const nameOf = ({ server, database }: RegisteredDatabase, schema: string) => ({ server, database, schema })
