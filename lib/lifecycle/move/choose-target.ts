import { listDatabases, type Pattern, type RegisteredDatabase } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { choosePlace, type Target } from '@/lib/placement'

/**
 * Where a tenant can go: a place that choosePlace finds, within its region and the hard limits of servers, with room for its bytes,
 * that is not the database it lives in. Throws `conflict` that says what is missing.
 */
export async function chooseTarget(wanted: {
  pattern: Pattern
  region: string
  bytes: number
  serverId?: string
  from: { pattern: Pattern; serverId: string; databaseId: string }
}): Promise<Target> {
  const { pattern, region, bytes, serverId, from } = wanted
  // A database of its own on the server where it has one would be no move, so another server is meant, unless somebody names this one.
  const isOwn = pattern === 'database' && from.pattern === 'database'
  const elsewhere = { pattern, region, bytes, notServerId: from.serverId }
  if (isOwn && serverId === undefined) return choosePlace(elsewhere)
  const target = await choosePlace({ pattern, region, bytes, ...(serverId && { serverId }) })
  if (target.database?.databaseId !== from.databaseId) return target
  const others = (await listDatabases()).filter(
    (each) =>
      each.serverId === target.server.id && each.pattern === pattern && each.state === 'ready' && each.databaseId !== from.databaseId,
  )
  const database = await emptiest(others)
  if (database) return { server: target.server, database }
  if (serverId === undefined) return choosePlace(elsewhere)
  throw new AppError('conflict', {
    message: `The tenant lives in the only database of the pattern ${pattern} on that server. Add one, then start the move.`,
  })
}

async function emptiest(databases: readonly RegisteredDatabase[]): Promise<RegisteredDatabase | undefined> {
  const counts = await catalogDb().placement.groupBy({ by: ['databaseId'], _count: true })
  const countOf = ({ databaseId }: RegisteredDatabase) => counts.find((each) => each.databaseId === databaseId)?._count ?? 0
  return [...databases].sort((a, b) => countOf(a) - countOf(b))[0]
}
