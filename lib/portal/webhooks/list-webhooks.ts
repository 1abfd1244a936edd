import { type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid } from '@/lib/core'
import type { TenantDb } from '@/lib/tenancy'
import type { EventType } from './webhook-input'

export interface WebhookView {
  id: string
  url: string
  note: string
  eventTypes: EventType[]
  /** null: it is on. */
  offBecause: 'member' | 'failing' | 'gone' | null
  failingSince: Date | null
  /** Until then the secret of before holds too. */
  previousUntil: Date | null
  createdAt: Date
}
export interface DeliveryView {
  id: string
  eventId: string
  eventType: string
  state: 'queued' | 'waiting' | 'delivered' | 'failed'
  attempts: number
  /** Of the last attempt; null where nobody answered. */
  status: number | null
  durationMs: number | null
  /** The beginning of what came back, or why nothing did. */
  answer: string | null
  createdAt: Date
  endedAt: Date | null
}

export async function listWebhooks(db: TenantDb, principal: Principal): Promise<WebhookView[]> {
  requirePermission(principal, 'settings:write')
  const rows = await db.webhookEndpoint.findMany({ orderBy: { id: 'asc' } })
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    note: row.note,
    eventTypes: row.eventTypes as EventType[],
    offBecause: row.offBecause as WebhookView['offBecause'],
    failingSince: row.failingSince,
    previousUntil: row.previousUntil,
    createdAt: row.createdAt,
  }))
}

/** What became of the calls to one address, the newest first; `cursor` is the id of the last one of the page before. */
export async function listDeliveries(
  db: TenantDb,
  principal: Principal,
  { webhookId, cursor, limit = 20 }: { webhookId: string; cursor?: string; limit?: number },
): Promise<{ deliveries: DeliveryView[]; next: string | null }> {
  requirePermission(principal, 'settings:write')
  const isThere = isUuid(webhookId) && (await db.webhookEndpoint.count({ where: { id: webhookId } })) > 0
  if (!isThere) throw new AppError('not_found', { message: 'There is no such address.', key: 'connect.wrong.none' })
  const rows = await db.webhookDelivery.findMany({
    where: { endpointId: webhookId, ...(cursor && isUuid(cursor) && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    omit: { body: true },
  })
  const page = rows.slice(0, limit)
  return {
    deliveries: page.map((row) => ({ ...row, state: row.state as DeliveryView['state'] })),
    next: rows.length > limit ? page.at(-1)!.id : null,
  }
}
