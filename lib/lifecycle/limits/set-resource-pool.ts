import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { type ResourcePool, storePool } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { ResourcePoolInput } from './limits-input.schema'

/** Makes a resource pool, or changes it for all its tenants, in every process within a second. Throws `invalid_input`. */
export async function unscopedSetResourcePool(principal: Principal, fields: z.input<typeof ResourcePoolInput>): Promise<ResourcePool> {
  requirePermission(principal, 'server:manage')
  const { requestId, ...pool } = parseInput(ResourcePoolInput, fields)
  if (pool.floor > pool.ceiling)
    throw new AppError('invalid_input', { message: 'A floor is not above its ceiling.', fields: { floor: `at most ${pool.ceiling}` } })
  await catalogDb().$transaction(async (tx) => {
    await storePool(tx, pool)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'pool.set',
      subject: { kind: 'pool', id: pool.key },
      detail: pool,
      requestId,
    })
  })
  return pool
}
