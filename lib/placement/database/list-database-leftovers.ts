import { getServerAdmin, knownDatabases, type RegisteredServer } from '@/lib/catalog'
import { installationName, listDatabaseNames, listLiveGates, listOwnRoles, type ServerAdmin } from '@/lib/db'
import { ownNamesOf, ownPrefix } from '../own/own-names'
import type { Leftover } from '../placement-driver'

/**
 * Of this installation alone: another one on the same server has another prefix, and marks its roles with another name. Never a
 * database that lets a tenant in, nor the role of one.
 */
export async function listDatabaseLeftovers(server: RegisteredServer): Promise<Leftover[]> {
  const admin = await getServerAdmin(server.id)
  const [names, roles] = await Promise.all([listDatabaseNames(ownPrefix(), admin), listOwnRoles(installationName(), admin)])
  const known = await knownDatabases(server.id)
  const live = await liveDatabases(
    names.filter((name) => !known.names.has(name)),
    admin,
  )
  const kept = new Set([...known.roles, ...live.map((name) => ownNamesOf(name).role)])
  return [
    ...names.filter((name) => !known.names.has(name) && !live.includes(name)).map((name) => ({ kind: 'database' as const, name })),
    ...roles.filter((name) => !kept.has(name)).map((name) => ({ kind: 'role' as const, name })),
  ]
}

export async function liveDatabases(names: readonly string[], admin: ServerAdmin): Promise<string[]> {
  const live: string[] = []
  for (const name of names) if ((await listLiveGates(name, admin)).length > 0) live.push(name)
  return live
}
