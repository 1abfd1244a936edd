import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid, newId, now } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { eventBody } from './event-body'
import { TEST_EVENT } from './webhook-input'

type Options = { requestId?: string | null }

/** Sends what was sent before once more, under the number of its event. Throws `not_found`. */
export async function replayDelivery(db: TenantDb, principal: Principal, id: string, { requestId }: Options = {}): Promise<{ id: string }> {
  requirePermission(principal, 'settings:write')
  const again = newId()
  await db.$transaction(async (tx) => {
    const delivery = isUuid(id) ? await tx.webhookDelivery.findFirst({ where: { id } }) : null
    if (!delivery) throw new AppError('not_found', { message: 'There is no such delivery.', key: 'connect.wrong.noDelivery' })
    const { endpointId, eventId, eventType, body } = delivery
    const replay = await tx.webhookDelivery.count({ where: { endpointId, eventId } })
    await tx.webhookDelivery.create({ data: { id: again, endpointId, eventId, eventType, body, replay } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'webhook.replayed',
      subject: { kind: 'webhook', id: endpointId },
      detail: { eventId },
      requestId,
    })
  })
  return { id: again }
}

/** An event that says nothing, to see whether the address answers. Throws `not_found`. */
export async function sendTestEvent(
  db: TenantDb,
  principal: Principal,
  webhookId: string,
  { requestId }: Options = {},
): Promise<{ id: string }> {
  requirePermission(principal, 'settings:write')
  const [id, eventId] = [newId(), newId()]
  await db.$transaction(async (tx) => {
    if (!isUuid(webhookId) || (await tx.webhookEndpoint.count({ where: { id: webhookId } })) === 0)
      throw new AppError('not_found', { message: 'There is no such address.', key: 'connect.wrong.none' })
    const body = eventBody(TEST_EVENT, now(), {})
    await tx.webhookDelivery.create({ data: { id, endpointId: webhookId, eventId, eventType: TEST_EVENT, body } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'webhook.tested',
      subject: { kind: 'webhook', id: webhookId },
      requestId,
    })
  })
  return { id }
}
