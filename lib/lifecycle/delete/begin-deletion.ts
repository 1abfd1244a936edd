import type { Actor } from '@/lib/core'
import { type CatalogTx, catalogDb } from '@/lib/db'
import { retryOperation, startOperation } from '@/lib/operations'
import { DELETE } from './delete-tenant'

/** The point of no return, in the caller's transaction, which holds the tenant's row. */
export async function beginDeletion(
  tx: CatalogTx,
  { tenantId, slug, requestedBy, requestId }: { tenantId: string; slug: string; requestedBy: Actor; requestId?: string | null },
): Promise<void> {
  const { id } = await startOperation({ tx, kind: DELETE, tenantId, input: { slug }, requestedBy, requestId })
  await tx.deletion.update({ where: { tenantId }, data: { operationId: id } })
}

/** Begins what is due, and goes on with what has failed: a removal that has begun ends, however often it takes. */
export async function unscopedBeginDueDeletions(): Promise<void> {
  const due = await catalogDb().$queryRaw<{ tenantId: string }[]>`
    SELECT tenant_id AS "tenantId" FROM deletions WHERE begins_at <= now() AND operation_id IS NULL ORDER BY begins_at LIMIT 100`
  for (const { tenantId } of due) {
    await catalogDb().$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ slug: string; requestedBy: Actor }[]>`
        SELECT t.slug, d.requested_by AS "requestedBy" FROM deletions d JOIN tenants t ON t.id = d.tenant_id
         WHERE d.tenant_id = ${tenantId}::uuid AND d.begins_at <= now() AND d.operation_id IS NULL FOR UPDATE`
      if (row) await beginDeletion(tx, { tenantId, ...row }) // or it was called off, or begun, a moment ago
    })
  }
  const failed = await catalogDb().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM deletions d JOIN operations o ON o.id = d.operation_id WHERE o.state = 'failed' AND o.finished_at < now() - interval '5 minutes'`
  for (const { id } of failed) await retryOperation(id, { kind: 'system', id: 'worker' })
}
