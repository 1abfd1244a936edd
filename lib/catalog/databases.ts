import { AppError, newId } from '@/lib/core'
import { catalogDb, type TenantLocation } from '@/lib/db'
import type { Pattern } from './resolved-tenant'

export type ServerInput = {
  name: string
  region: string
  host: string
  port: number
  provider: 'embedded' | 'local' | 'external'
  isPooled?: boolean
  level: 'full' | 'managed' | 'basic'
}
export type RegisteredDatabase = Omit<TenantLocation, 'schema'> & {
  pattern: Pattern
  region: string
  server: string
  schemaVersion: string
}

/** Enters a server, or its new address under the name that it has. */
export async function registerServer(input: ServerInput): Promise<string> {
  const row = await catalogDb().server.upsert({
    where: { name: input.name },
    create: { id: newId(), ...input },
    update: input,
    select: { id: true },
  })
  return row.id
}

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
  return rows.map(({ id, name, keyId, pattern, schemaVersion, server }) => ({
    databaseId: id,
    database: name,
    host: server.host,
    port: server.port,
    keyId,
    isPooled: server.isPooled,
    pattern: pattern as Pattern,
    region: server.region,
    server: server.name,
    schemaVersion,
  }))
}

export async function listRegions(): Promise<string[]> {
  const rows = await catalogDb().server.findMany({ distinct: ['region'], select: { region: true }, orderBy: { region: 'asc' } })
  return rows.map(({ region }) => region)
}

/** The one with the fewest tenants. Throws `conflict` when the region has no database of the pattern. */
export async function emptiestDatabase(pattern: Pattern, region: string): Promise<RegisteredDatabase> {
  const candidates = (await listDatabases()).filter((each) => each.pattern === pattern && each.region === region)
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
