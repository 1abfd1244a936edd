import { getServer, listDatabases, listServers, type Pattern, type RegisteredDatabase, type RegisteredServer } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import type { Target } from '@/lib/placement'

/**
 * Where a tenant can go: a server of its own region that takes tenants, and for the patterns that share a database the emptiest one
 * there that is not the tenant's own. Throws `conflict` that says what is missing.
 */
export async function chooseTarget(wanted: {
  pattern: Pattern
  region: string
  serverId?: string
  notDatabaseId: string
}): Promise<Target> {
  const { pattern, region, serverId, notDatabaseId } = wanted
  const servers = serverId ? [await getServer(serverId)] : await listServers()
  const open = servers.filter((server) => server.region === region && server.state === 'ready')
  if (open.length === 0)
    throw new AppError('conflict', {
      message: serverId
        ? `That server is not in the region ${region}, in which the tenant's data must stay, or takes no tenants at the moment.`
        : `No server in the region ${region} takes tenants at the moment.`,
    })
  if (pattern === 'database' || pattern === 'instance') return { server: await emptiestServer(open, pattern) }
  const databases = (await listDatabases()).filter(
    (each) =>
      each.pattern === pattern &&
      each.state === 'ready' &&
      each.databaseId !== notDatabaseId &&
      open.some(({ id }) => id === each.serverId),
  )
  const database = await emptiest(databases)
  if (!database)
    throw new AppError('conflict', {
      message: `There is no other database of the pattern ${pattern} in the region ${region}. Add one, then start the move.`,
    })
  return { server: open.find(({ id }) => id === database.serverId)!, database }
}

/** A local server that holds one tenant's instance takes no second one. */
async function emptiestServer(servers: readonly RegisteredServer[], pattern: Pattern): Promise<RegisteredServer> {
  const hosts = servers.filter(({ provider }) => provider !== 'local')
  const counts = await catalogDb().database.groupBy({ by: ['serverId'], _count: true })
  const countOf = ({ id }: RegisteredServer) => counts.find(({ serverId }) => serverId === id)?._count ?? 0
  const [first] = [...hosts].sort((a, b) => countOf(a) - countOf(b))
  if (!first) throw new AppError('conflict', { message: `No server of this region can hold a tenant of the pattern ${pattern}.` })
  return first
}

async function emptiest(databases: readonly RegisteredDatabase[]): Promise<RegisteredDatabase | undefined> {
  const counts = await catalogDb().placement.groupBy({ by: ['databaseId'], _count: true })
  const countOf = ({ databaseId }: RegisteredDatabase) => counts.find((each) => each.databaseId === databaseId)?._count ?? 0
  return [...databases].sort((a, b) => countOf(a) - countOf(b))[0]
}
