import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, checkOutboundUrl, isUuid, now } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb, TenantTx } from '@/lib/tenancy'
import { newSigningSecret } from './sign-event'
import { sealSecret } from './signing-secret'
import { parseInput, WebhookChange } from './webhook-input'

const BOTH_VALID_MS = 24 * 3_600_000
type Options = { requestId?: string | null }
type Changed = { action: string; detail?: Record<string, unknown> }

/** Changes what is given. Throws `not_found`, `invalid_input`. */
export async function updateWebhook(db: TenantDb, principal: Principal, id: string, input: unknown, options: Options = {}): Promise<void> {
  const { isOn, url, ...change } = parseInput(WebhookChange, input)
  await withWebhook(db, principal, id, options, async (tx) => {
    await tx.webhookEndpoint.update({
      where: { tenantId_id: { id } },
      data: {
        ...change,
        ...(url !== undefined && { url: checkOutboundUrl(url).href }),
        ...(isOn !== undefined && { offBecause: isOn ? null : 'member', failingSince: null }),
      },
    })
    return { action: 'webhook.updated', detail: { fields: Object.keys(input as object) } }
  })
}

/** A new secret, in the answer once. The old one holds for another day, and each call is signed with both. */
export async function rotateWebhookSecret(
  db: TenantDb,
  principal: Principal,
  id: string,
  options: Options = {},
): Promise<{ secret: string }> {
  const secret = newSigningSecret()
  await withWebhook(db, principal, id, options, async (tx, { secret: previousSecret }) => {
    await tx.webhookEndpoint.update({
      where: { tenantId_id: { id } },
      data: {
        secret: sealSecret(db.context.tenantId, secret),
        previousSecret,
        previousUntil: new Date(now().getTime() + BOTH_VALID_MS),
      },
    })
    return { action: 'webhook.secret_rotated' }
  })
  return { secret }
}

/** With its deliveries, for good. */
export async function deleteWebhook(db: TenantDb, principal: Principal, id: string, options: Options = {}): Promise<void> {
  await withWebhook(db, principal, id, options, async (tx) => {
    await tx.webhookEndpoint.delete({ where: { tenantId_id: { id } } })
    return { action: 'webhook.deleted' }
  })
}

async function withWebhook(
  db: TenantDb,
  principal: Principal,
  id: string,
  { requestId }: Options,
  change: (tx: TenantTx, endpoint: { secret: string }) => Promise<Changed>,
): Promise<void> {
  requirePermission(principal, 'settings:write')
  await db.$transaction(async (tx) => {
    const endpoint = isUuid(id) ? await tx.webhookEndpoint.findFirst({ where: { id }, select: { secret: true } }) : null
    if (!endpoint) throw new AppError('not_found', { message: 'There is no such address.', key: 'connect.wrong.none' })
    const { action, detail } = await change(tx, endpoint)
    await recordAudit(tx, { actor: actorOf(principal), action, subject: { kind: 'webhook', id }, detail, requestId })
  })
}
