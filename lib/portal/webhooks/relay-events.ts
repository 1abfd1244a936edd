import { newId } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import { eventBody, eventOf } from './event-body'

const BATCH = 500

/**
 * Turns what the sealed trail has gained into deliveries, in its order, and returns all that wait to be handed to the queue. May run twice
 * at a time: a delivery of an event to an address is one row, and an address is never told of less than it has read.
 */
export async function relayEvents(db: TenantDb): Promise<string[]> {
  const endpoints = await db.webhookEndpoint.findMany({
    where: { offBecause: null },
    select: { id: true, eventTypes: true, toldSeq: true },
  })
  for (const endpoint of endpoints) await relayTo(db, endpoint)
  const queued = await db.webhookDelivery.findMany({
    where: { state: 'queued' },
    orderBy: { id: 'asc' },
    take: BATCH,
    select: { id: true },
  })
  return queued.map(({ id }) => id)
}

async function relayTo(db: TenantDb, { id: endpointId, eventTypes, toldSeq }: { id: string; eventTypes: string[]; toldSeq: bigint }) {
  for (let from = toldSeq; ; ) {
    const records = await db.auditEvent.findMany({ where: { seq: { gt: from } }, orderBy: { seq: 'asc' }, take: BATCH })
    if (records.length === 0) return
    from = records.at(-1)!.seq!
    const deliveries = records.flatMap((record) => {
      const event = eventOf(record)
      if (!event || !eventTypes.includes(event.type)) return []
      return [{ id: newId(), endpointId, eventId: record.id, eventType: event.type, body: eventBody(event.type, record.at, event.data) }]
    })
    await db.$transaction(async (tx) => {
      if (deliveries.length > 0) await tx.webhookDelivery.createMany({ data: deliveries, skipDuplicates: true })
      await tx.webhookEndpoint.updateMany({ where: { id: endpointId, toldSeq: { lt: from } }, data: { toldSeq: from } })
    })
  }
}

/** They are in the queue: a second hand-over would bring an attempt that waits forward. */
export async function noteHandedOver(db: TenantDb, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.webhookDelivery.updateMany({ where: { id: { in: [...ids] }, state: 'queued' }, data: { state: 'waiting' } })
}
