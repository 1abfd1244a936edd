import { z } from 'zod'
import { findTenantById } from '@/lib/catalog'
import { log, now, startOfDay, todayIn } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { applyDueChanges, findNextPlannedDay } from '@/lib/hr'
import { addJob } from '@/lib/operations'
import { openTenant, type TenantDb } from '@/lib/tenancy'

export const PLANNED_CHANGES_TASK = 'people.planned-changes'
const Payload = z.object({ tenantId: z.uuid() })

/** Sets the tenant's clock to the first day for which a change is planned. Called whenever one was planned, applied or taken back. */
export async function schedulePlannedChanges(db: TenantDb, timeZone: string): Promise<void> {
  const day = await findNextPlannedDay(db)
  if (!day) return
  const { tenantId } = db.context
  await catalogDb().$transaction((tx) =>
    addJob(tx, {
      task: PLANNED_CHANGES_TASK,
      payload: { tenantId },
      key: `${PLANNED_CHANGES_TASK}:${tenantId}`,
      mode: 'replace',
      runAt: startOfDay(day, timeZone),
    }),
  )
}

/** What was planned for the day that has begun where the tenant is. Applying marks the tenant as pending, and so sets the clock again. */
export async function applyPlannedChanges(payload: Record<string, unknown>): Promise<void> {
  const { tenantId } = Payload.parse(payload)
  const tenant = await findTenantById(tenantId)
  if (!tenant) return
  const applied = await applyDueChanges(openTenant(tenant), todayIn(tenant.timeZone, now()))
  if (applied > 0) log.info({ tenantId, applied }, 'planned changes applied')
}
