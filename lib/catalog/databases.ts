import { AppError, newId } from '@/lib/core'
import { catalogDb, type TenantLocation, type Tls } from '@/lib/db'
import type { Pattern } from './resolved-tenant'

export type DatabaseState = 'preparing' | 'standby' | 'ready' | 'dropping'

export type RegisteredDatabase = Omit<TenantLocation, 'schema'> & {
  pattern: Pattern
  state: DatabaseState
  region: string
  serverId: string
  server: string
  schemaVersion: string
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

/** Every database that holds tenants. The worker's loop, the lint and the readiness check walk them. */
export async function listDatabases(): Promise<RegisteredDatabase[]> {
  const rows = await catalogDb().database.findMany({ include: { server: true }, orderBy: { createdAt: 'asc' } })
  return rows.map(toRegistered)
}

/** Throws `not_found`. */
export async function getDatabase(id: string): Promise<RegisteredDatabase> {
  const row = await catalogDb().database.findUnique({ where: { id }, include: { server: true } })
  if (row === null) throw new AppError('not_found', { message: 'There is no such database.' })
  return toRegistered(row)
}

/** The one with the fewest tenants. Throws `conflict` when the region has no database of the pattern. */
export async function emptiestDatabase(pattern: Pattern, region: string): Promise<RegisteredDatabase> {
  const candidates = (await listDatabases()).filter((each) => each.pattern === pattern && each.region === region && each.state === 'ready')
  if (candidates.length > 1) {
    const ids = candidates.map(({ databaseId }) => databaseId)
    const counts = await catalogDb().placement.groupBy({ by: ['databaseId'], where: { databaseId: { in: ids } }, _count: true })
    const countOf = (id: string) => counts.find(({ databaseId }) => databaseId === id)?._count ?? 0
    candidates.sort((a, b) => countOf(a.databaseId) - countOf(b.databaseId))
  }
  if (candidates[0]) return candidates[0]
  throw new AppError('conflict', {
    message: `No database of the pattern ${pattern} is ready in the region ${region}. Add one, then try again.`,
  })
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
  server: { name: string; region: string; host: string; port: number; isPooled: boolean; tls: string | null }
}

function toRegistered({ id, name, keyId, pattern, state, schemaVersion, serverId, appRole, appSecret, server }: Row): RegisteredDatabase {
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
  }
}
