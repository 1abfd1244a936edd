import { listDatabases, type Pattern, type RegisteredDatabase } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { choosePlace, type Target } from '@/lib/placement'

/**
 * Where a tenant can go: a place that choosePlace finds, within its region and the hard limits of servers, that is not the database
 * it lives in. Throws `conflict` that says what is missing.
 */
export async function chooseTarget(wanted: {
  pattern: Pattern
  region: string
  serverId?: string
  notDatabaseId: string
}): Promise<Target> {
  const { pattern, region, serverId, notDatabaseId } = wanted
  const target = await choosePlace({ pattern, region, ...(serverId && { serverId }) })
  if (target.database?.databaseId !== notDatabaseId) return target
  const others = (await listDatabases()).filter(
    (each) => each.serverId === target.server.id && each.pattern === pattern && each.state === 'ready' && each.databaseId !== notDatabaseId,
  )
  const database = await emptiest(others)
  if (database) return { server: target.server, database }
  if (serverId === undefined) return choosePlace({ pattern, region, notServerId: target.server.id })
  throw new AppError('conflict', {
    message: `The tenant lives in the only database of the pattern ${pattern} on that server. Add one, then start the move.`,
  })
}

async function emptiest(databases: readonly RegisteredDatabase[]): Promise<RegisteredDatabase | undefined> {
  const counts = await catalogDb().placement.groupBy({ by: ['databaseId'], _count: true })
  const countOf = ({ databaseId }: RegisteredDatabase) => counts.find((each) => each.databaseId === databaseId)?._count ?? 0
  return [...databases].sort((a, b) => countOf(a) - countOf(b))[0]
}
