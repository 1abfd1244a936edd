import { busyTenants, getServerAdmin, knownSchemas, listDatabases, type RegisteredServer } from '@/lib/catalog'
import { listLiveGates, listTenantSchemas } from '@/lib/db'
import type { Leftover } from '../placement-driver'
import { schemaName, tenantOfSchema } from './schema-name'

/** Looked at before it is asked who knows of it, and never one of a tenant that is let in there, or that something is being done with. */
export async function listSchemaLeftovers(server: RegisteredServer): Promise<Leftover[]> {
  const admin = await getServerAdmin(server.id)
  const leftovers: Leftover[] = []
  for (const { databaseId, database, serverId, pattern, state } of await listDatabases()) {
    if (serverId !== server.id || pattern !== 'schema' || state !== 'ready') continue
    const schemas = await listTenantSchemas(database, admin)
    const [busy, known, gates] = await Promise.all([busyTenants(), knownSchemas(databaseId), listLiveGates(database, admin)])
    const live = new Set(gates.map(({ tenantId, epoch }) => schemaName(tenantId, epoch)))
    const isUnknown = (schema: string) => !known.has(schema) && !live.has(schema) && !busy.has(tenantOfSchema(schema) ?? '')
    leftovers.push(...schemas.filter(isUnknown).map((name) => ({ kind: 'schema' as const, name, database })))
  }
  return leftovers
}
