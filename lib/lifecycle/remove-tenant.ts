import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { findDatabase, findPlacement, getTenant, type ResolvedPlacement } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { emptyTenant } from './empty-tenant'
import { parseInput } from './parse-input'

export const RemoveTenantInput = z.object({ tenantId: z.uuid(), requestId: z.string().nullish() })

/**
 * Removes a tenant whose opening has failed, and frees its slug. One that was ever served is not removed here: its people's data
 * needs an export first, and two operators. Throws `not_found`, `conflict`.
 */
export async function removeFailedTenant(principal: Principal, fields: z.input<typeof RemoveTenantInput>): Promise<void> {
  requirePermission(principal, 'tenant:create')
  const { tenantId, requestId } = parseInput(RemoveTenantInput, fields)
  const { status, slug } = await getTenant(tenantId)
  const mustHaveFailed = new AppError('conflict', { message: 'Only a tenant whose opening has failed can be removed like this.' })
  if (status !== 'failed') throw mustHaveFailed
  const placement = await findPlacement(tenantId)
  if (placement) await clear(tenantId, placement)
  await catalogDb().$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE operations SET input = input - 'owner' WHERE tenant_id = ${tenantId}::uuid`
    const { count } = await tx.tenant.deleteMany({ where: { id: tenantId, status: 'failed' } })
    if (count === 0) throw mustHaveFailed
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.removed',
      subject: { kind: 'tenant', id: tenantId },
      detail: { slug },
      requestId,
      tenantId,
    })
    if (placement?.pattern === 'row') await driverOf('row').setGate(placement, tenantId, { state: 'moved', epoch: placement.epoch })
  })
}

/** A place of its own goes as a whole; of shared tables, only what has no trail to leave. */
async function clear(tenantId: string, placement: ResolvedPlacement): Promise<void> {
  const { pattern, epoch } = placement
  if (pattern === 'row') return emptyTenant(tenantId, placement)
  const database = await findDatabase(placement.databaseId)
  if (database?.state === 'ready') await driverOf(pattern).setGate(placement, tenantId, { state: 'moved', epoch })
  await driverOf(pattern).drop(placement, tenantId)
}
