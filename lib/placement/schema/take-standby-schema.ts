import { claimStandbySchema, forgetStandbySchema } from '@/lib/catalog'
import { listTenantSchemas, renameTenantSchema, type ServerAdmin, type TenantLocation, templateVersion } from '@/lib/db'

/**
 * Gives a schema that is kept ready in that database the name of the place, if there is one. Safe to repeat: the schema that was claimed
 * first is the one, and a place that is there already claims none.
 */
export async function takeStandbySchema(
  { databaseId, database, schema }: Pick<TenantLocation, 'databaseId' | 'database' | 'schema'>,
  admin: ServerAdmin,
): Promise<void> {
  if ((await listTenantSchemas(database, admin)).includes(schema)) return
  const kept = await claimStandbySchema(databaseId, schema, templateVersion())
  if (kept === null) return
  await renameTenantSchema(database, kept, schema, admin)
  await forgetStandbySchema(databaseId, kept)
}
