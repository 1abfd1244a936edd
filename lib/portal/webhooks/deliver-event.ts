import { queueMail } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import { guardedFetch, isAppError, now } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { signedHeaders } from './sign-event'
import { validSecrets } from './signing-secret'

const TIMEOUT_MS = 15_000
const ANSWER_BYTES = 2_000
/** An address that has answered no call for so long is switched off, and its administrators are told. */
const PATIENCE_MS = 5 * 24 * 3_600_000

type Outcome = { status: number | null; durationMs: number | null; answer: string; isDelivered: boolean }

/**
 * One attempt. Resolves to whether it has to be tried again. Any 2xx is an answer; 410 says that nobody listens there any more, and
 * switches the address off. Another's redirect is not followed.
 */
export async function deliverEvent(
  db: TenantDb,
  tenant: ResolvedTenant,
  deliveryId: string,
  { attempt, isLast }: { attempt: number; isLast: boolean },
): Promise<{ isAgain: boolean }> {
  const delivery = await db.webhookDelivery.findFirst({ where: { id: deliveryId, state: { in: ['queued', 'waiting'] } } })
  if (!delivery) return { isAgain: false }
  const endpoint = await db.webhookEndpoint.findFirst({ where: { id: delivery.endpointId } })
  if (!endpoint) return { isAgain: false }
  const outcome = endpoint.offBecause
    ? { status: null, durationMs: null, answer: 'switched off', isDelivered: false }
    : await call(endpoint.url, delivery.eventId, delivery.body, validSecrets(tenant.id, endpoint))
  const { isDelivered, ...told } = outcome
  const isOver = isDelivered || isLast || endpoint.offBecause !== null || outcome.status === 410
  await db.webhookDelivery.updateMany({
    where: { id: deliveryId },
    data: {
      ...told,
      attempts: attempt,
      state: isDelivered ? 'delivered' : isOver ? 'failed' : 'waiting',
      ...(isOver && { endedAt: now() }),
    },
  })
  if (isDelivered) {
    if (endpoint.failingSince) await db.webhookEndpoint.updateMany({ where: { id: endpoint.id }, data: { failingSince: null } })
  } else if (!endpoint.offBecause) await noteFailure(db, tenant, endpoint, outcome.status === 410)
  return { isAgain: !isOver }
}

async function call(url: string, eventId: string, body: string, secrets: string[]): Promise<Outcome> {
  try {
    const {
      status,
      durationMs,
      body: answer,
    } = await guardedFetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'webhooks/1', ...signedHeaders(eventId, body, now(), secrets) },
      body,
      timeoutMs: TIMEOUT_MS,
      bytesMax: ANSWER_BYTES,
    })
    // NUL is no character of a text in PostgreSQL.
    return { status, durationMs, answer: answer.toString('utf8').replaceAll('\0', ''), isDelivered: status >= 200 && status < 300 }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { status: null, durationMs: null, answer: error.message, isDelivered: false }
  }
}

async function noteFailure(
  db: TenantDb,
  tenant: ResolvedTenant,
  { id, failingSince }: { id: string; failingSince: Date | null },
  isGone: boolean,
): Promise<void> {
  const since = failingSince ?? now()
  if (!failingSince) await db.webhookEndpoint.updateMany({ where: { id, failingSince: null }, data: { failingSince: since } })
  if (!isGone && now().getTime() - since.getTime() < PATIENCE_MS) return
  await db.$transaction(async (tx) => {
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id, offBecause: null },
      data: { offBecause: isGone ? 'gone' : 'failing' },
    })
    if (count === 0) return
    const readers = await tx.user.findMany({
      where: { status: 'active', role: { key: { in: ['owner', 'admin'] } } },
      select: { email: true, locale: true },
      take: 10,
    })
    for (const { email, locale } of readers)
      await queueMail(tx, tenant, { kind: 'webhookOff', to: email, locale, path: '/settings/webhooks', at: since })
    await recordAudit(tx, {
      actor: { kind: 'system', id: 'worker' },
      action: 'webhook.switched_off',
      subject: { kind: 'webhook', id },
      detail: { because: isGone ? 'gone' : 'failing' },
    })
  })
}
