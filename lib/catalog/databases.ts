import { AppError, isUuid, newId } from '@/lib/core'
import { catalogDb, type TenantLocation, type Tls } from '@/lib/db'
import type { Pattern } from './resolved-tenant'

export type DatabaseState = 'filling' | 'preparing' | 'standby' | 'ready' | 'dropping' | 'dropped'

export type RegisteredDatabase = Omit<TenantLocation, 'schema'> & {
  pattern: Pattern
  state: DatabaseState
  region: string
  serverId: string
  server: string
  schemaVersion: string
  /** What it was called while it was kept ready, until its tenant has it. */
  standbyName: string | null
}

/** Enters a database, or the version to which an entered one was brought. Its pattern never changes: a database holds one only. */
export async function registerDatabase(input: {
  serverId: string
  name: string
  pattern: Pattern
  schemaVersion: string
}): Promise<string> {
  const { serverId, name, schemaVersion } = input
  const row = await catalogDb().database.upsert({
    where: { serverId_name: { serverId, name } },
    create: { id: newId(), ...input },
    update: { schemaVersion },
    select: { id: true },
  })
  return row.id
}

/** Every database that holds tenants. The worker's loop, the lint and the readiness check walk them; into one kept ready nobody comes. */
export async function listDatabases(): Promise<RegisteredDatabase[]> {
  const rows = await catalogDb().database.findMany({
    where: { state: 'ready' },
    include: { server: true },
    orderBy: { createdAt: 'asc' },
  })
  return rows.map(toRegistered)
}

/** Of a pattern, those whose removal has begun. */
export async function listDroppingDatabases(pattern: Pattern): Promise<RegisteredDatabase[]> {
  return (await catalogDb().database.findMany({ where: { state: 'dropping', pattern }, include: { server: true } })).map(toRegistered)
}

/** In any state. */
export async function findDatabase(id: string): Promise<RegisteredDatabase | null> {
  const row = await catalogDb().database.findUnique({ where: { id }, include: { server: true } })
  return row && toRegistered(row)
}

/** Throws `not_found`. */
export async function getDatabase(id: string): Promise<RegisteredDatabase> {
  const database = await findDatabase(id)
  if (database === null) throw new AppError('not_found', { message: 'There is no such database.' })
  return database
}

export type DatabaseQuery = { server?: string; pattern?: Pattern; cursor?: string; limit?: number }

/** Oldest first. The cursor is the last one's id. */
export async function listDatabasePage({ server, pattern, cursor, limit = 50 }: DatabaseQuery = {}): Promise<{
  databases: RegisteredDatabase[]
  nextCursor: string | null
}> {
  if (cursor !== undefined && !isUuid(cursor)) {
    throw new AppError('invalid_input', {
      message: 'This page of the list no longer exists. Start again from the first.',
      fields: { cursor: 'unknown' },
    })
  }
  const rows = await catalogDb().database.findMany({
    where: {
      state: { not: 'dropped' },
      ...(server && { server: isUuid(server) ? { id: server } : { name: server } }),
      ...(pattern && { pattern }),
    },
    include: { server: true },
    orderBy: { id: 'asc' }, // made in the order of time
    take: limit + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  })
  const databases = rows.slice(0, limit).map(toRegistered)
  return { databases, nextCursor: rows.length > limit ? databases.at(-1)!.databaseId : null }
}

type Row = {
  id: string
  serverId: string
  name: string
  pattern: string
  state: string
  schemaVersion: string
  keyId: number
  appRole: string | null
  appSecret: string | null
  standbyName: string | null
  server: { name: string; region: string; host: string; port: number; isPooled: boolean; tls: string | null }
}

function toRegistered({
  id,
  name,
  keyId,
  pattern,
  state,
  schemaVersion,
  serverId,
  appRole,
  appSecret,
  standbyName,
  server,
}: Row): RegisteredDatabase {
  const { host, port, isPooled, tls, region } = server
  return {
    databaseId: id,
    database: name,
    host,
    port,
    tls: tls as Tls | null,
    keyId,
    isPooled,
    appRole,
    appSecret,
    pattern: pattern as Pattern,
    state: state as DatabaseState,
    region,
    serverId,
    server: server.name,
    schemaVersion,
    standbyName,
  }
}
