// What other systems are told of: addresses that a tenant enters, what is sent to them, and what became of it.
// Nothing is sent but what the sealed trail says, to public addresses alone, and signed by a secret that only the tenant was shown.
// Pages and the interface change addresses; the worker reads the trail and delivers.
export { deleteWebhook, rotateWebhookSecret, updateWebhook } from './change-webhook'
export { createWebhook } from './create-webhook'
export { deliverEvent } from './deliver-event'
export { type DeliveryView, listDeliveries, listWebhooks, type WebhookView } from './list-webhooks'
export { noteHandedOver, relayEvents } from './relay-events'
export { resealWebhookSecrets } from './reseal-webhook-secrets'
export { replayDelivery, sendTestEvent } from './send-again'
export { EVENT_TYPES, type EventType, WebhookChange, WebhookInput } from './webhook-input'
