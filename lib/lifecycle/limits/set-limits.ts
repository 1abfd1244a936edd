import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getPool, getTenantLimits, storeTenantLimits, type TenantLimits, type TierLimits } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { SetLimitsInput } from './limits-input.schema'

/**
 * Gives a tenant limits, a resource pool or a reserve of its own. Every process has heard of it within a second. Throws `not_found`,
 * and `invalid_input` for a pool that is not there and for a reserve that is more than the pool's ceiling.
 */
export async function setTenantLimits(principal: Principal, fields: z.input<typeof SetLimitsInput>): Promise<TenantLimits> {
  requirePermission(principal, 'tenant:update')
  const { tenantId, limits, pool: poolKey, reserve, requestId } = parseInput(SetLimitsInput, fields)
  const before = await getTenantLimits(tenantId)
  const pool = poolKey === undefined ? before.pool : await getPool(poolKey)
  const kept = { ...before.overrides, ...limits }
  const overrides = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== null)) as Partial<TierLimits>
  const own = { overrides, poolKey: pool.key, reserve: reserve ?? before.reserve }
  if (own.reserve > pool.ceiling)
    throw new AppError('invalid_input', {
      message: `A tenant of the pool ${pool.key} has ${pool.ceiling} connections at most. Keep no more than that for it.`,
      fields: { reserve: `at most ${pool.ceiling}` },
    })
  await catalogDb().$transaction(async (tx) => {
    await storeTenantLimits(tx, tenantId, own)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.limits-set',
      subject: { kind: 'tenant', id: tenantId },
      detail: own,
      requestId,
      tenantId,
    })
  })
  return getTenantLimits(tenantId)
}
