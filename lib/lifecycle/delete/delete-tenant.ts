import { z } from 'zod'
import { findPlacement, forgetTenant, getDatabase, type Pattern } from '@/lib/catalog'
import { deleteTenantFiles, isAppError } from '@/lib/core'
import { type CatalogTx, catalogDb, endStatements } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { defineOperation, type StepContext } from '@/lib/operations'
import { driverOf } from '@/lib/placement'

export const DELETE = 'tenant.delete'

const DeleteInput = z.object({ slug: z.string() })
type Context = StepContext<z.infer<typeof DeleteInput>>
type Place = { pattern: Pattern; databaseId: string; schema: string }

/** From its first step on there is no way back: it cannot be cancelled, and one that fails is taken up again until it is done. */
defineOperation<z.infer<typeof DeleteInput>>({
  kind: DELETE,
  input: DeleteInput,
  steps: [
    { name: 'shut', run: shut },
    { name: 'data', run: removeData },
    { name: 'files', run: ({ tenantId }) => deleteTenantFiles(tenantId!) },
    { name: 'catalog', run: removeFromCatalog },
  ],
  result: () => null,
  failed: (tx, { operationId }) => keepUnfinished(tx, operationId),
})

/** Shuts the gate once more and notes every place that holds a copy: the catalog forgets each when the copy is gone. */
async function shut({ tenantId }: Context): Promise<Place[]> {
  const placement = await findPlacement(tenantId!)
  if (placement) {
    await driverOf(placement.pattern).setGate(placement, tenantId!, { state: 'stopped', epoch: placement.epoch })
    await endStatements(placement, tenantId!)
  }
  forgetTenant(tenantId!)
  return catalogDb().$queryRaw<Place[]>`
    SELECT pattern, database_id AS "databaseId", schema FROM former_placements WHERE tenant_id = ${tenantId}::uuid AND purged_at IS NULL
    UNION ALL SELECT pattern, database_id, schema FROM placements WHERE tenant_id = ${tenantId}::uuid`
}

async function removeData({ tenantId, output, progress, signal, assertFence }: Context): Promise<void> {
  const places = output<Place[]>('shut')
  await assertFence()
  // The catalog's rows go first: a database that is the tenant's own can be struck off only when nothing names it.
  await catalogDb().$transaction([
    catalogDb().move.deleteMany({ where: { tenantId: tenantId! } }),
    catalogDb().formerPlacement.deleteMany({ where: { tenantId: tenantId! } }),
    catalogDb().placement.deleteMany({ where: { tenantId: tenantId! } }),
  ])
  for (const [index, { pattern, databaseId, schema }] of places.entries()) {
    signal.throwIfAborted()
    const database = await getDatabase(databaseId).catch((error) => {
      if (isAppError(error) && error.code === 'not_found') return null // struck off: this place was removed in an earlier try
      throw error
    })
    if (database) await driverOf(pattern).drop({ ...database, schema }, tenantId!)
    progress(index + 1, places.length, 'places')
  }
}

/** Last of all: the slug is taken for good, and what the catalog keeps (its trail, this operation) names no person. */
async function removeFromCatalog({ operationId, tenantId, input: { slug }, assertFence }: Context): Promise<void> {
  await assertFence()
  await catalogDb().$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO reserved_slugs (slug, reason) VALUES (${slug}, 'was the address of a tenant that has been removed') ON CONFLICT DO NOTHING`
    await tx.$executeRaw`
      SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs
       WHERE payload ->> 'tenantId' = ${tenantId} AND locked_at IS NULL HAVING count(*) > 0`
    await tx.$executeRaw`
      UPDATE operations SET input = '{}', result = NULL WHERE tenant_id = ${tenantId}::uuid AND id <> ${operationId}::uuid`
    const { count } = await tx.tenant.deleteMany({ where: { id: tenantId! } })
    if (count === 0) return // done by a worker that was killed before it could say so
    await recordAudit(tx, {
      actor: { kind: 'system', id: 'worker' },
      action: 'tenant.deleted',
      subject: { kind: 'tenant', id: tenantId! },
      detail: { slug },
      tenantId: tenantId!,
    })
  })
}

/** A cancellation is not heeded: half a tenant is nobody's wish. It counts as a failure, after which the sweeper goes on with it. */
async function keepUnfinished(tx: CatalogTx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE operation_steps SET state = 'waiting', finished_at = NULL
     WHERE state = 'skipped' AND operation_id = (SELECT id FROM operations WHERE id = ${operationId}::uuid AND state = 'cancelled')`
  const error = JSON.stringify({ code: 'conflict', message: 'A removal that has begun is not left half done: it goes on by itself.' })
  await tx.$executeRaw`
    UPDATE operations SET state = 'failed', cancel_requested_at = NULL, error = ${error}::jsonb WHERE id = ${operationId}::uuid AND state = 'cancelled'`
}
