import {
  fullnessOf,
  getServerReport,
  limitsPassed,
  listDatabases,
  listServerReports,
  needsOf,
  type Pattern,
  type RegisteredDatabase,
  type ServerReport,
} from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import type { Target } from './placement-driver'

export type Wish = {
  pattern: Pattern
  /** Where the tenant's data may be, and nowhere else. */
  region: string
  /** Not this one: the tenant leaves it. */
  notServerId?: string
  /** This one or none. */
  serverId?: string
  /** That come with the tenant, if it has data already. */
  bytes?: number
}

/** So many tables count for a place on a server that was never looked at. */
const TABLES_UNSEEN = 60

/**
 * Where a new place of the pattern fits: the least full server of the region that takes tenants and passes none of its hard limits,
 * and there, for patterns that share one, the database with the fewest tenants. A full server overflows to the next one of its
 * region, never outside it. Throws `conflict` with the reason of each server.
 */
export async function choosePlace(wish: Wish): Promise<Target> {
  const servers = wish.serverId === undefined ? await serversOf(wish.region) : [await getServerReport(wish.serverId)]
  const databases = await listDatabases()
  const fits: { server: ServerReport; shared: RegisteredDatabase[] }[] = []
  const reasons: string[] = []
  for (const server of servers) {
    const shared = databases.filter((each) => each.serverId === server.id && each.pattern === wish.pattern && each.state === 'ready')
    const others = databases.filter((each) => each.serverId === server.id)
    const reason = whyNot(server, shared, others, wish)
    if (reason === null) fits.push({ server, shared })
    else reasons.push(`${server.name} ${reason}`)
  }
  const [best] = fits.sort((a, b) => fullnessOf(a.server.capacity, a.server.usage) - fullnessOf(b.server.capacity, b.server.usage))
  if (best === undefined) throw noPlace(wish, reasons)
  return isShared(wish.pattern) ? { server: best.server, database: await emptiest(best.shared) } : { server: best.server }
}

const isShared = (pattern: Pattern) => pattern === 'row' || pattern === 'schema'

async function serversOf(region: string): Promise<ServerReport[]> {
  const found: ServerReport[] = []
  let cursor: string | undefined
  do {
    const page = await listServerReports({ region, limit: 200, ...(cursor && { cursor }) })
    found.push(...page.servers)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return found
}

function whyNot(
  server: ServerReport,
  shared: readonly RegisteredDatabase[],
  databases: readonly RegisteredDatabase[],
  { pattern, region, notServerId, bytes }: Wish,
): string | null {
  if (server.region !== region) return `is in ${server.region}, and the data stays in ${region}`
  if (server.id === notServerId) return 'is where it is now'
  if (server.state !== 'ready') return server.state === 'draining' ? 'is being drained' : 'is not ready yet'
  if (server.provider === 'local' || databases.some((each) => each.pattern === 'instance')) return "is one tenant's own"
  const isFree = databases.length === 0 && server.usage.databasesMax === 0
  if (pattern === 'instance' && server.provider === 'external' && !isFree) return 'holds other databases'
  if (server.facts?.problem) return `does not answer: ${server.facts.problem}`
  if (isShared(pattern) && shared.length === 0) return `has no database of the pattern ${pattern}`
  const needs = { ...needsOnServer(server, pattern), ...(bytes && { bytesMax: bytes }) }
  const [passed] = limitsPassed(server.capacity, server.usage, needs)
  return passed ? `is full: ${passed.used} of ${passed.max} ${LIMIT_WORDS[passed.key]}` : null
}

/** A place that is kept ready counts as taken already: handing it out needs nothing more. */
function needsOnServer({ standbys, facts }: ServerReport, pattern: Pattern) {
  if (pattern !== 'row' && standbys[pattern] > 0) return {}
  return needsOf(pattern, facts?.tablesPerTenant || TABLES_UNSEEN)
}

const LIMIT_WORDS = {
  databasesMax: 'own databases',
  schemasMax: 'schemas',
  tablesMax: 'tables',
  connectionsMax: 'connections',
  slotsMax: 'replication slots',
  bytesMax: 'bytes',
}

async function emptiest(databases: readonly RegisteredDatabase[]): Promise<RegisteredDatabase> {
  if (databases.length === 1) return databases[0]!
  const counts = await catalogDb().placement.groupBy({
    by: ['databaseId'],
    where: { databaseId: { in: databases.map(({ databaseId }) => databaseId) } },
    _count: true,
  })
  const countOf = ({ databaseId }: RegisteredDatabase) => counts.find((each) => each.databaseId === databaseId)?._count ?? 0
  return databases.reduce((least, each) => (countOf(each) < countOf(least) ? each : least))
}

function noPlace({ pattern, region }: Wish, reasons: readonly string[]): AppError {
  const why = reasons.length === 0 ? 'There is no server in it.' : `${reasons.join('; ')}.`
  return new AppError('conflict', {
    message: `There is no place of the pattern ${pattern} in the region ${region}. ${why} Register another server or raise a limit, then try again.`,
  })
}
