import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError } from '@/lib/core'
import { catalogDb, endStatements } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { getPlacement } from './get-placement'
import { parseInput } from './parse-input'

export const StopTenantInput = z.object({ tenantId: z.uuid(), reason: z.string().trim().min(1).max(500), requestId: z.string().nullish() })

/**
 * Shuts a tenant out of its data within a second, in every process, reads in their middle included, and ends all its sessions. The
 * gate is set before the catalog commits: if this process dies in between, the tenant is stopped, and stopping it again completes
 * the record. Throws `not_found`, and `conflict` when it is not being served.
 */
export async function stopTenant(principal: Principal, fields: z.input<typeof StopTenantInput>): Promise<void> {
  requirePermission(principal, 'tenant:stop')
  const { tenantId, reason, requestId } = parseInput(StopTenantInput, fields)
  const placement = await catalogDb().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ status: string }[]>`SELECT status FROM tenants WHERE id = ${tenantId}::uuid FOR UPDATE`
    if (row?.status !== 'active') throw new AppError('conflict', { message: 'Only a tenant that is being served can be stopped.' })
    const home = await getPlacement(tenantId) // behind the lock that a move's flip takes too: it cannot go elsewhere from here on
    await driverOf(home.pattern).setGate(home, tenantId, { state: 'stopped', epoch: home.epoch })
    // After the gate and by the database's clock, as sessions are: none that began before this moment is left.
    await tx.$executeRaw`
      UPDATE tenants SET status = 'stopped', stopped_at = clock_timestamp(), stop_reason = ${reason}, sessions_not_before = clock_timestamp(),
                         version = version + 1, updated_at = clock_timestamp() WHERE id = ${tenantId}::uuid`
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.stopped',
      subject: { kind: 'tenant', id: tenantId },
      detail: { reason },
      requestId,
      tenantId,
    })
    return home
  })
  await endStatements(placement, tenantId)
}
