import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { getPlacement } from '../get-placement'
import { parseInput } from '../parse-input'

export const CallOffDeletionInput = z.object({ tenantId: z.uuid(), requestId: z.string().nullish() })

/** Takes a removal back as long as it has not begun: the tenant is served again, or stopped, as it was. Throws `conflict`. */
export async function callOffDeletion(principal: Principal, fields: z.input<typeof CallOffDeletionInput>): Promise<void> {
  requirePermission(principal, 'tenant:delete')
  const { tenantId, requestId } = parseInput(CallOffDeletionInput, fields)
  const placement = await getPlacement(tenantId)
  await catalogDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM tenants WHERE id = ${tenantId}::uuid FOR UPDATE`
    const [row] = await tx.$queryRaw<{ wasStatus: string }[]>`
      DELETE FROM deletions WHERE tenant_id = ${tenantId}::uuid AND operation_id IS NULL RETURNING was_status AS "wasStatus"`
    if (!row) throw new AppError('conflict', { message: 'There is no removal of this tenant that could still be called off.' })
    const isServed = row.wasStatus === 'active'
    await tx.tenant.update({
      where: { id: tenantId },
      data: { status: row.wasStatus, version: { increment: 1 }, ...(isServed && { stoppedAt: null, stopReason: null }) },
    })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.deletion-called-off',
      subject: { kind: 'tenant', id: tenantId },
      requestId,
      tenantId,
    })
    if (isServed) await driverOf(placement.pattern).setGate(placement, tenantId, { state: 'open', epoch: placement.epoch })
  })
}
