import { AppError, newId, reseal, seal, unseal } from '@/lib/core'
import { catalogDb, firstAdmin, type ServerAdmin, type ServerLevel, type Tls } from '@/lib/db'
import { FIRST_STANDBYS, STANDBY_PATTERNS } from './standbys'

export type Provider = 'embedded' | 'local' | 'external'

export type ServerInput = {
  name: string
  region: string
  host: string
  port: number
  provider: Provider
  isPooled?: boolean
  level: ServerLevel
}

/** A PostgreSQL server that may hold tenants. */
export type RegisteredServer = {
  id: string
  name: string
  region: string
  host: string
  port: number
  provider: Provider
  state: 'preparing' | 'ready' | 'draining' | 'dropped'
  level: ServerLevel
  isPooled: boolean
  tls: Tls | null
  /** Of a local server's data. */
  folder: string | null
}

const SELECT = {
  id: true,
  name: true,
  region: true,
  host: true,
  port: true,
  provider: true,
  state: true,
  level: true,
  isPooled: true,
  tls: true,
  folder: true,
} as const

/** Enters a server, or its new address under the name that it has. */
export async function registerServer(input: ServerInput): Promise<string> {
  const row = await catalogDb().server.upsert({
    where: { name: input.name },
    create: { id: newId(), ...input, standbyTargets: { create: firstStandbys(input.provider) } },
    update: input,
    select: { id: true },
  })
  return row.id
}

function firstStandbys(provider: Provider): { pattern: string; size: number }[] {
  const kept = STANDBY_PATTERNS.filter((pattern) => pattern !== 'instance' || provider === 'embedded')
  return kept.map((pattern) => ({ pattern, size: FIRST_STANDBYS[pattern] }))
}

/** In the order in which they came: the first one is DATABASE_URL's. Those that are gone are left out. */
export async function listServers(): Promise<RegisteredServer[]> {
  return (await catalogDb().server.findMany({
    where: { state: { not: 'dropped' } },
    select: SELECT,
    orderBy: { createdAt: 'asc' },
  })) as RegisteredServer[]
}

/** Throws `not_found`. */
export async function getServer(id: string): Promise<RegisteredServer> {
  const row = await catalogDb().server.findUnique({ where: { id }, select: SELECT })
  if (row === null) throw new AppError('not_found', { message: 'There is no such server.' })
  return row as RegisteredServer
}

/** What is kept of a server's administrative role, sealed: whoever reads the catalog alone cannot sign in anywhere. */
type AdminSecret = Pick<ServerAdmin, 'user' | 'password' | 'maintenanceDatabase'>

/** For servers.admin_secret. */
export function sealServerAdmin(serverId: string, { user, password, maintenanceDatabase }: AdminSecret): string {
  return seal(JSON.stringify({ user, password, maintenanceDatabase } satisfies AdminSecret), adminPurpose(serverId))
}

/** Under the master key of now. False: nothing is stored for it. */
export async function resealServerAdmin(id: string): Promise<boolean> {
  const { adminSecret } = await catalogDb().server.findUniqueOrThrow({ where: { id }, select: { adminSecret: true } })
  if (adminSecret === null) return false
  await catalogDb().server.update({ where: { id }, data: { adminSecret: reseal(adminSecret, adminPurpose(id)) } })
  return true
}

/** How to administer a server: DATABASE_URL's for the first one, the sealed account that was registered for any other. */
export async function getServerAdmin(serverId: string): Promise<ServerAdmin> {
  const row = await catalogDb().server.findUnique({
    where: { id: serverId },
    select: { host: true, port: true, tls: true, adminSecret: true },
  })
  if (row === null) throw new AppError('not_found', { message: 'There is no such server.' })
  const { host, port, adminSecret } = row
  if (adminSecret === null) return firstAdmin()
  return { ...(JSON.parse(unseal(adminSecret, adminPurpose(serverId))) as AdminSecret), host, port, tls: row.tls as Tls | null }
}

function adminPurpose(serverId: string): string {
  return `server:${serverId}`
}

export async function listRegions(): Promise<string[]> {
  const rows = await catalogDb().server.findMany({
    where: { state: { not: 'dropped' } },
    distinct: ['region'],
    select: { region: true },
    orderBy: { region: 'asc' },
  })
  return rows.map(({ region }) => region)
}
