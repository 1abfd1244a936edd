import { z } from 'zod'
import {
  createWebhook,
  deleteWebhook,
  EVENT_TYPES,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  rotateWebhookSecret,
  sendTestEvent,
  updateWebhook,
  WebhookChange,
  WebhookInput,
} from '@/lib/portal'
import { defineEndpoint } from '../frame/define-endpoint'
import { Instant, instant, instantOrNull, pageOf } from '../frame/paging'

const tag = 'webhooks'
const auth = { tenant: 'settings:write' } as const
const params = z.object({ id: z.uuid() })
const Secret = z.string().describe('Signs each call (Standard Webhooks). Shown in this answer and never again.')
const WebhookShape = z.object({
  id: z.uuid(),
  url: z.string(),
  note: z.string(),
  eventTypes: z.array(z.enum(EVENT_TYPES)),
  offBecause: z.enum(['member', 'failing', 'gone']).nullable().describe('Null while it is on.'),
  failingSince: Instant.nullable(),
  previousUntil: Instant.nullable().describe('Until then calls are signed with the secret of before too.'),
  createdAt: Instant,
})
const DeliveryShape = z.object({
  id: z.uuid(),
  eventId: z.uuid().describe('The webhook-id of the call: the same for each attempt and replay.'),
  eventType: z.string(),
  state: z.enum(['queued', 'waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  status: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  answer: z.string().nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
})

export const WEBHOOK_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/webhooks',
    name: 'listWebhooks',
    summary: 'Addresses that are told what happens',
    tag,
    auth,
    output: z.object({ items: z.array(WebhookShape) }),
    run: async ({ db, principal }) => ({
      items: (await listWebhooks(db, principal)).map((webhook) => ({
        ...webhook,
        failingSince: instantOrNull(webhook.failingSince),
        previousUntil: instantOrNull(webhook.previousUntil),
        createdAt: instant(webhook.createdAt),
      })),
    }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/webhooks',
    name: 'createWebhook',
    summary: 'Tell an address what happens from now on',
    tag,
    auth,
    body: WebhookInput,
    output: z.object({ id: z.uuid(), secret: Secret }),
    status: 201,
    run: ({ db, principal, body, requestId }) => createWebhook(db, principal, body, { requestId }),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/webhooks/{id}',
    name: 'updateWebhook',
    summary: 'Change an address or its events, or switch it off or on',
    tag,
    auth,
    params,
    body: WebhookChange,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params: { id }, body, requestId }) => {
      await updateWebhook(db, principal, id, body, { requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/webhooks/{id}/secret',
    name: 'rotateWebhookSecret',
    summary: 'A new signing secret; the old one holds for another day',
    tag,
    auth,
    params,
    output: z.object({ secret: Secret }),
    status: 201,
    run: ({ db, principal, params: { id }, requestId }) => rotateWebhookSecret(db, principal, id, { requestId }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/webhooks/{id}/test',
    name: 'testWebhook',
    summary: 'Send a test event',
    tag,
    auth,
    params,
    output: z.object({ id: z.uuid() }),
    status: 202,
    run: ({ db, principal, params: { id }, requestId }) => sendTestEvent(db, principal, id, { requestId }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    name: 'listDeliveries',
    summary: 'What became of the calls to an address, the newest first',
    tag,
    auth,
    params,
    query: z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    output: pageOf(DeliveryShape),
    run: async ({ db, principal, params: { id }, query }) => {
      const { deliveries, next } = await listDeliveries(db, principal, { webhookId: id, ...query })
      return {
        items: deliveries.map((each) => ({ ...each, createdAt: instant(each.createdAt), endedAt: instantOrNull(each.endedAt) })),
        nextCursor: next,
      }
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/deliveries/{id}/replay',
    name: 'replayDelivery',
    summary: 'Send an event once more',
    tag,
    auth,
    params,
    output: z.object({ id: z.uuid() }),
    status: 202,
    run: ({ db, principal, params: { id }, requestId }) => replayDelivery(db, principal, id, { requestId }),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/webhooks/{id}',
    name: 'deleteWebhook',
    summary: 'Forget an address and what was sent to it',
    tag,
    auth,
    params,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params: { id }, requestId }) => {
      await deleteWebhook(db, principal, id, { requestId })
      return null
    },
  }),
]
