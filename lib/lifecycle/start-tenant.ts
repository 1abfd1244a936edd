import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { getPlacement } from './get-placement'
import { parseInput } from './parse-input'

export const StartTenantInput = z.object({ tenantId: z.uuid(), requestId: z.string().nullish() })

/** Serves a stopped tenant again. Sessions from before the stop stay ended. Throws `not_found`, `conflict` when it is not stopped. */
export async function startTenant(principal: Principal, fields: z.input<typeof StartTenantInput>): Promise<void> {
  requirePermission(principal, 'tenant:stop')
  const { tenantId, requestId } = parseInput(StartTenantInput, fields)
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.tenant.updateMany({
      where: { id: tenantId, status: 'stopped' },
      data: { status: 'active', stoppedAt: null, stopReason: null, version: { increment: 1 } },
    })
    if (count === 0) throw new AppError('conflict', { message: 'Only a tenant that is stopped can be started.' })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.started',
      subject: { kind: 'tenant', id: tenantId },
      requestId,
      tenantId,
    })
    const placement = await getPlacement(tenantId) // behind the tenant's row, which a move's flip locks too
    await driverOf(placement.pattern).setGate(placement, tenantId, { state: 'open', epoch: placement.epoch })
  })
}
