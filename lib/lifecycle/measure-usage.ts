import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { findPlacement, findUsage, listUnmeasured, storeUsage, type TenantUsage, type UsageFigures } from '@/lib/catalog'
import { AppError, isAppError, log } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { openTenantById } from '@/lib/tenancy'
import { parseInput } from './parse-input'

export const MeasureUsageInput = z.object({ tenantId: z.uuid(), requestId: z.string().nullish() })

/** Measures one tenant now, because an operator asks. Reads all its tables: seconds for a large one. Throws what a stopped tenant throws. */
export async function measureUsage(principal: Principal, fields: z.input<typeof MeasureUsageInput>): Promise<TenantUsage> {
  requirePermission(principal, 'tenant:read')
  const { tenantId, requestId } = parseInput(MeasureUsageInput, fields)
  const size = await sizeOf(tenantId)
  await catalogDb().$transaction(async (tx) => {
    await storeUsage(tx, tenantId, size)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.measured',
      subject: { kind: 'tenant', id: tenantId },
      detail: { rows: size.rows, bytes: size.bytes },
      requestId,
      tenantId,
    })
  })
  return (await findUsage(tenantId))!
}

const MEASURED_AT_ONCE = 20

/**
 * The worker's turn: some of the tenants whose last figures are a day old. A few a minute, all day long, so that no night hour is
 * the one in which every database reads all its tables. Not audited: it changes nothing but derived figures, 10,000 times a day.
 */
export async function unscopedMeasureDue(): Promise<void> {
  for (const tenantId of await listUnmeasured(MEASURED_AT_ONCE)) {
    try {
      const size = await sizeOf(tenantId)
      await catalogDb().$transaction((tx) => storeUsage(tx, tenantId, size))
    } catch (error) {
      if (!isAppError(error)) log.warn({ err: error, tenantId }, 'a tenant could not be measured')
    }
  }
}

async function sizeOf(tenantId: string): Promise<UsageFigures> {
  const placement = await findPlacement(tenantId)
  if (!placement) throw new AppError('not_found', { message: 'This tenant has no place for its data yet.' })
  return driverOf(placement.pattern).size(await openTenantById(tenantId))
}
