import { z } from 'zod'
import { findTenantById } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { addJob, type JobInfo } from '@/lib/operations'
import { deliverEvent, noteHandedOver, relayEvents } from '@/lib/portal'
import { openTenant, type TenantDb } from '@/lib/tenancy'

export const WEBHOOK_TASK = 'webhook.deliver'
const ATTEMPTS_MAX = 12 // the last one about nine hours after the first
const Payload = z.object({ tenantId: z.uuid(), deliveryId: z.uuid() })

/** Hands what is to be told to others to the queue. */
export async function relayWebhooks(db: TenantDb): Promise<void> {
  const ids = await relayEvents(db)
  if (ids.length === 0) return
  const { tenantId } = db.context
  await catalogDb().$transaction(async (tx) => {
    for (const deliveryId of ids) {
      const payload = { tenantId, deliveryId }
      await addJob(tx, { task: WEBHOOK_TASK, payload, key: `webhook:${deliveryId}`, attemptsMax: ATTEMPTS_MAX })
    }
  })
  await noteHandedOver(db, ids)
}

/** One call. Throws to be called again, later and later. */
export async function deliverWebhook(payload: Record<string, unknown>, { attempt, attemptsMax }: JobInfo): Promise<void> {
  const { tenantId, deliveryId } = Payload.parse(payload)
  const tenant = await findTenantById(tenantId)
  if (!tenant) return // removed since, and its deliveries with it
  const { isAgain } = await deliverEvent(openTenant(tenant), tenant, deliveryId, { attempt, isLast: attempt >= attemptsMax })
  if (isAgain) throw new Error('webhook not delivered')
}
