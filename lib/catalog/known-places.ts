import { catalogDb } from '@/lib/db'

/**
 * What the catalog knows of one server, for whoever looks for things that it does not know. A database that has been in the making or
 * on its way out for an hour counts as unknown, and so does one of a single tenant that nobody lives in: whoever worked on it is dead.
 */
export async function knownDatabases(serverId: string): Promise<{ names: Set<string>; roles: Set<string> }> {
  const rows = await catalogDb().$queryRaw<{ name: string; role: string | null }[]>`
    SELECT unnest(ARRAY[name, standby_name]) AS name, app_role AS role FROM databases d
     WHERE server_id = ${serverId}::uuid AND state <> 'dropped'
       AND (created_at > now() - interval '1 hour' OR state IN ('standby', 'filling') OR state = 'ready' AND (pattern IN ('row', 'schema')
         OR EXISTS (SELECT FROM placements WHERE database_id = d.id)
         OR EXISTS (SELECT FROM former_placements WHERE database_id = d.id AND purged_at IS NULL)
         OR EXISTS (SELECT FROM moves WHERE d.id IN (from_database_id, to_database_id) AND phase NOT IN ('done', 'aborted'))))`
  return { names: new Set(rows.map(({ name }) => name)), roles: new Set(rows.flatMap(({ role }) => role ?? [])) }
}

/** Schemas of a database with a tenant, a former copy, a move under way, or ready for a tenant to come. */
export async function knownSchemas(databaseId: string): Promise<Set<string>> {
  const rows = await catalogDb().$queryRaw<{ schema: string }[]>`
    SELECT schema FROM placements WHERE database_id = ${databaseId}::uuid
    UNION SELECT schema FROM former_placements WHERE database_id = ${databaseId}::uuid AND purged_at IS NULL
    UNION SELECT to_schema FROM moves WHERE to_database_id = ${databaseId}::uuid AND to_schema IS NOT NULL AND phase NOT IN ('done', 'aborted')
    UNION SELECT from_schema FROM moves WHERE from_database_id = ${databaseId}::uuid AND phase NOT IN ('done', 'aborted')
    UNION SELECT schema FROM standby_schemas WHERE database_id = ${databaseId}::uuid`
  return new Set(rows.map(({ schema }) => schema))
}

/** Tenants with an operation that is not over: what it makes may be unknown to the catalog for a moment. */
export async function busyTenants(): Promise<Set<string>> {
  const rows = await catalogDb().operation.findMany({
    where: { state: { in: ['queued', 'running'] }, tenantId: { not: null } },
    select: { tenantId: true },
    distinct: ['tenantId'],
  })
  return new Set(rows.map(({ tenantId }) => tenantId!))
}

export async function knownServerNames(): Promise<Set<string>> {
  const rows = await catalogDb().server.findMany({ where: { state: { not: 'dropped' } }, select: { name: true } })
  return new Set(rows.map(({ name }) => name))
}
