import { type CatalogTx, catalogDb } from '@/lib/db'
import type { Pattern, ResolvedPlacement } from './resolved-tenant'

/** Enters where a tenant lives. Says nothing when it has a place already: the step that places may run twice. */
export async function registerPlacement(
  tx: CatalogTx,
  tenantId: string,
  place: { pattern: Pattern; databaseId: string; schema: string; epoch: number },
): Promise<void> {
  await tx.placement.createMany({ data: [{ tenantId, ...place }], skipDuplicates: true })
}

/** Fresh from the catalog: for operations, which must not act on what this process remembers. */
export async function findPlacement(tenantId: string): Promise<ResolvedPlacement | null> {
  const rows = await catalogDb().$queryRaw<ResolvedPlacement[]>`
    SELECT p.pattern, p.epoch, p.deployment, p.schema, d.id AS "databaseId", d.name AS database, d.key_id AS "keyId", s.host, s.port,
           s.is_pooled AS "isPooled", s.tls, d.app_role AS "appRole", d.app_secret AS "appSecret"
      FROM placements p JOIN databases d ON d.id = p.database_id JOIN servers s ON s.id = d.server_id
     WHERE p.tenant_id = ${tenantId}::uuid`
  return rows[0] ?? null
}

/** Whether a place is a tenant's only copy: the one from which it is served, or will be when it is started again. */
export async function isHome(tenantId: string, { databaseId, schema }: Pick<ResolvedPlacement, 'databaseId' | 'schema'>): Promise<boolean> {
  const count = await catalogDb().placement.count({
    where: {
      ...{ tenantId, databaseId, schema },
      tenant: { OR: [{ status: { in: ['active', 'stopped'] } }, { status: 'deleting', deletion: { operationId: null } }] },
    },
  })
  return count > 0
}
