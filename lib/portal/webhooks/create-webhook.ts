import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, checkOutboundUrl, newId } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import type { TenantDb } from '@/lib/tenancy'
import { newSigningSecret } from './sign-event'
import { sealSecret } from './signing-secret'
import { ENDPOINTS_MAX, parseInput, WebhookInput } from './webhook-input'

type Options = { requestId?: string | null }

/** An address that is told of what happens from now on. Its secret is in the answer once, and nowhere else. */
export async function createWebhook(
  db: TenantDb,
  principal: Principal,
  input: unknown,
  { requestId }: Options = {},
): Promise<{ id: string; secret: string }> {
  requirePermission(principal, 'settings:write')
  const { url, note, eventTypes } = parseInput(WebhookInput, input)
  const { href } = checkOutboundUrl(url)
  const [id, secret] = [newId(), newSigningSecret()]
  await db.$transaction(async (tx) => {
    if ((await tx.webhookEndpoint.count()) >= ENDPOINTS_MAX)
      throw new AppError('conflict', {
        message: `There is room for ${ENDPOINTS_MAX} addresses. Delete one first.`,
        key: 'connect.wrong.limit',
        values: { count: ENDPOINTS_MAX },
      })
    const newest = await tx.auditEvent.findFirst({ where: { seq: { not: null } }, orderBy: { seq: 'desc' }, select: { seq: true } })
    await tx.webhookEndpoint.create({
      data: {
        id,
        url: href,
        note,
        eventTypes,
        secret: sealSecret(db.context.tenantId, secret),
        toldSeq: newest?.seq ?? -1n,
        createdBy: actorOf(principal).id,
      },
    })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'webhook.created',
      subject: { kind: 'webhook', id },
      detail: { host: new URL(href).host, eventTypes },
      requestId,
    })
  })
  return { id, secret }
}
